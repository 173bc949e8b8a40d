/** Every setting: what it may be, what it is until somebody says otherwise, and how a form asks for it. */
import { z } from 'zod';
import { formatAmount, parseAmount } from '#lib/money.ts';

/** What a form needs to know to ask for a value. */
export type SettingInput =
  | { kind: 'integer'; min: number; max: number; unit: 'minutes' | 'hours' }
  /** A number of days after which something goes, or 0: never. */
  | { kind: 'days'; min: number; max: number }
  | { kind: 'percentages'; min: number; max: number; maxItems: number }
  | { kind: 'choice'; options: string[] }
  | { kind: 'names'; maxItems: number }
  | { kind: 'amount' };

type Definition<T> = { schema: z.ZodType<T>; default: T; input: SettingInput };

const define = <T>(definition: Definition<T>) => definition;

const restoreModes = ['offer', 'automatic'] as const;

const rising = (steps: number[]) => steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0));

const notNegative = z.string().transform((text, ctx) => {
  const parsed = parseAmount(text);
  if (parsed.ok && parsed.value >= 0n) return formatAmount(parsed.value);
  ctx.addIssue({ code: 'custom', message: parsed.ok ? 'amount_negative' : parsed.fault });
  return z.NEVER;
});

/**
 * The sentences for a key stand in the messages at `settings.items.<key>` as `name` and `help`. A key that is already
 * stored somewhere keeps its meaning; a stored value that the schema no longer takes counts as not set.
 */
export const registry = {
  'clouds.syncIntervalHours': define({
    schema: z.int('setting_hours').min(1, 'setting_hours').max(168, 'setting_hours'),
    default: 24,
    input: { kind: 'integer', min: 1, max: 168, unit: 'hours' },
  }),
  'spending.checkIntervalMinutes': define({
    schema: z.int('setting_interval').min(1, 'setting_interval').max(1440, 'setting_interval'),
    default: 10,
    input: { kind: 'integer', min: 1, max: 1440, unit: 'minutes' },
  }),
  'spending.unattributedAlertAbove': define({
    schema: notNegative,
    default: '0.00',
    input: { kind: 'amount' },
  }),
  'quota.alertSteps': define({
    schema: z
      .array(z.int('alert_steps_invalid').min(1, 'alert_steps_invalid').max(99, 'alert_steps_invalid'))
      .min(1, 'alert_steps_invalid')
      .max(10, 'alert_steps_invalid')
      .refine(rising, 'alert_steps_invalid'),
    default: [50, 80, 90],
    input: { kind: 'percentages', min: 1, max: 99, maxItems: 10 },
  }),
  'quota.restoreMode': define({
    schema: z.enum(restoreModes, 'setting_choice'),
    default: 'offer',
    input: { kind: 'choice', options: [...restoreModes] },
  }),
  'projects.defaultPolicies': define({
    schema: z
      .array(
        z
          .string()
          .trim()
          .regex(/^[\w.@/-]{1,64}$/, 'policy_name_format'),
      )
      .max(20),
    default: ['ArkFullAccess', 'TOSFullAccess'],
    input: { kind: 'names', maxItems: 20 },
  }),
  // The database itself keeps the last thirty days, whatever is set.
  'audit.retentionDays': define({
    schema: z
      .int('setting_days')
      .max(3650, 'setting_days')
      .refine((days) => days === 0 || days >= 30, 'setting_days'),
    default: 0,
    input: { kind: 'days', min: 30, max: 3650 },
  }),
} as const;

export type SettingKey = keyof typeof registry;
export type SettingValue<K extends SettingKey> = z.output<(typeof registry)[K]['schema']>;

export const settingKeys = Object.keys(registry) as [SettingKey, ...SettingKey[]];
