import { z } from 'zod';
import { healthRanges, runStates } from '#lib/choices.ts';
import { partNames } from '#lib/health-parts.ts';
import { idOf } from '#lib/ids.ts';
import { pageIn, pageOf, timeOut } from '#lib/wire.ts';

export const healthStates = ['ok', 'degraded', 'down'] as const;
export type HealthState = (typeof healthStates)[number];

/** One thing behind a part that is not well: whose it is, and what is wrong with it. */
const trouble = z.object({
  id: z.string(),
  tenant: z.object({ slug: z.string(), name: z.string() }),
  kind: z.string().meta({ description: 'failing, stale, totals_differ, or the rule that a bucket breaks' }),
  what: z.string().meta({ description: 'The provider, the kind of channel, or the slice of totals' }),
  message: z.string().nullable(),
  wellAt: timeOut.nullable().meta({ description: 'When it was last well; null where it never was' }),
});
export type Trouble = z.input<typeof trouble>;

/** `detail` holds the figures that the sentence `operator.health.detail.<name>` is made of. */
export const healthPart = z.object({
  name: z.enum(partNames),
  state: z.enum(healthStates),
  detail: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  troubles: z.array(trouble).meta({ description: 'The longest-standing ones' }),
  since: timeOut.nullable().meta({ description: 'Since when it is not well, where that is known' }),
});
export type HealthPart = z.input<typeof healthPart>;

export const healthOut = z.object({ state: z.enum(healthStates), at: timeOut, parts: z.array(healthPart) });
export type HealthOut = z.output<typeof healthOut>;

export const getSystemHealthInput = z.strictObject({});
export type GetSystemHealthInput = z.output<typeof getSystemHealthInput>;

export type HealthRange = (typeof healthRanges)[number];

export const getHealthHistoryInput = z.strictObject({ range: z.enum(healthRanges) });
export type GetHealthHistoryInput = z.output<typeof getHealthHistoryInput>;

const healthSlot = z.object({
  at: timeOut,
  state: z.enum(healthStates).nullable().meta({ description: 'The worst in it; null without any sample' }),
  samples: z.int(),
  degraded: z.int(),
  down: z.int(),
  figure: z.number().nullable().meta({ description: 'The mean of the leading figure' }),
  peak: z.number().nullable(),
});

export const healthHistoryOut = z.object({
  slotMinutes: z.int(),
  parts: z.array(
    z.object({
      name: z.enum(partNames),
      /** Hundredths of a percent. */
      wellBp: z.int().nullable().meta({ description: 'Share of samples that were well' }),
      slots: z.array(healthSlot),
    }),
  ),
});
export type HealthHistoryOut = z.output<typeof healthHistoryOut>;

export type RunState = (typeof runStates)[number];

const runTenant = z.object({ slug: z.string(), name: z.string() }).nullable();
const fault = z.object({ name: z.string(), message: z.string(), stack: z.string().nullable() });

export const runRow = z.object({
  id: z.string(),
  functionId: z.string(),
  state: z.enum(runStates),
  trigger: z.string(),
  tenant: runTenant.meta({ description: 'Whom it works for; null for work over all tenants' }),
  createdAt: timeOut,
  startedAt: timeOut.nullable(),
  finishedAt: timeOut.nullable(),
  error: fault.nullable(),
});
export type RunRow = z.output<typeof runRow>;

const place = z
  .discriminatedUnion('embedded', [
    z.object({ embedded: z.literal(true) }),
    z.object({ embedded: z.literal(false), address: z.string() }),
  ])
  .meta({ description: 'Whether this installation runs its jobs, or which Inngest server does' });
export type JobsPlace = z.output<typeof place>;

export const runPage = pageOf(runRow).extend({ place });

export const jobsOut = z.object({
  place,
  functions: z.array(
    z.object({
      id: z.string(),
      events: z.array(z.string()),
      crons: z.array(z.object({ cron: z.string(), nextAt: timeOut.nullable() })),
      runs: z.int().meta({ description: 'Begun in the last 24 hours' }),
      failed: z.int(),
      medianMs: z.number().nullable(),
      last: runRow.nullable(),
    }),
  ),
});
export type JobsOut = z.output<typeof jobsOut>;

export const getJobsInput = z.strictObject({});
export type GetJobsInput = z.output<typeof getJobsInput>;

export const listRunsInput = z.strictObject({
  functionId: z.string().max(200).optional(),
  state: z.enum(runStates).optional(),
  text: z.string().trim().max(100).optional(),
  ...pageIn,
});
export type ListRunsInput = z.output<typeof listRunsInput>;

export const runRef = z.strictObject({
  runId: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'id_format')
    .meta({ examples: ['01JD3M5Z0X8Q4W6E2R9T7Y1V3B'] }),
});
export type RunRef = z.output<typeof runRef>;

export const stepKinds = ['run', 'sleep', 'wait', 'invoke', 'other'] as const;
const stepStates = ['pending', 'retrying', 'done', 'failed', 'cancelled'] as const;

const runStep = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(stepKinds),
  state: z.enum(stepStates),
  attempts: z.int().meta({ description: 'Begun so far, the one under way included' }),
  startedAt: timeOut,
  finishedAt: timeOut.nullable(),
  dueAt: timeOut
    .nullable()
    .meta({ description: 'Next attempt, end of the sleep, or when waiting is given up' }),
  waitsFor: z.string().nullable(),
  output: z.unknown().meta({ description: 'Without secrets' }),
  error: fault.nullable(),
});

export const runOut = runRow.extend({
  attempts: z.int(),
  event: z.object({ id: z.string(), name: z.string(), at: timeOut, data: z.unknown() }),
  output: z.unknown(),
  steps: z.array(runStep),
  /** What operators did to it, newest first. */
  doings: z.array(z.object({ action: z.string(), actorName: z.string(), at: timeOut })),
});

export const runChangeOut = z.object({ id: z.string() });

export const listDeadDeliveriesInput = z.strictObject({ ...pageIn });
export type ListDeadDeliveriesInput = z.output<typeof listDeadDeliveriesInput>;

export const deadDeliveryRow = z.object({
  id: z.string(),
  tenant: z.object({ slug: z.string(), name: z.string() }),
  channelKind: z.string(),
  alertType: z.string(),
  severity: z.string(),
  attempts: z.int(),
  error: z.string().nullable(),
  createdAt: timeOut,
  lastAttemptAt: timeOut.nullable(),
});
export type DeadDeliveryRow = z.output<typeof deadDeliveryRow>;
export const deadDeliveryPage = pageOf(deadDeliveryRow);

export const deadDeliveryRef = z.strictObject({ deliveryId: idOf('delivery') });
export type DeadDeliveryRef = z.output<typeof deadDeliveryRef>;
export const resentOut = z.object({ id: z.string() });
