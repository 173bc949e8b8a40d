import { z } from 'zod';
import { timeOut } from '#lib/wire.ts';

export const settingSources = ['default', 'platform', 'tenant'] as const;
export type SettingSource = (typeof settingSources)[number];

const key = z
  .string()
  .max(80)
  .meta({ examples: ['quota.restoreMode'] });

export const settingOut = z.object({
  key: z.string(),
  value: z.unknown().meta({ description: 'The effective value' }),
  source: z.enum(settingSources).meta({ description: 'Whose value it is' }),
  inherited: z.unknown().meta({ description: "What holds without the tenant's own value" }),
  updatedAt: timeOut.nullable(),
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('integer'), min: z.int(), max: z.int(), unit: z.enum(['minutes', 'hours']) }),
    z.object({ kind: z.literal('days'), min: z.int(), max: z.int() }),
    z.object({ kind: z.literal('percentages'), min: z.int(), max: z.int(), maxItems: z.int() }),
    z.object({ kind: z.literal('choice'), options: z.array(z.string()) }),
    z.object({ kind: z.literal('names'), maxItems: z.int() }),
    z.object({ kind: z.literal('amount') }),
  ]),
});
export type SettingOut = z.output<typeof settingOut>;

export const settingList = z.object({ items: z.array(settingOut) });

export const listSettingsInput = z.strictObject({});
export type ListSettingsInput = z.output<typeof listSettingsInput>;

export const settingRef = z.strictObject({ key });
export type SettingRef = z.output<typeof settingRef>;

export const setSettingInput = z.strictObject({ key, value: z.unknown() });
export type SetSettingInput = z.output<typeof setSettingInput>;

/** Several at once; null gives a setting back to the platform. */
export const updateSettingsInput = z.strictObject({
  values: z
    .record(key, z.unknown())
    .refine((values) => Object.keys(values).length > 0, 'field_required')
    .meta({ examples: [{ 'quota.restoreMode': 'automatic', 'quota.alertSteps': null }] }),
});
export type UpdateSettingsInput = z.output<typeof updateSettingsInput>;
