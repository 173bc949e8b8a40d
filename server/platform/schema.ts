import { z } from 'zod';
import { timeOut } from '#lib/wire.ts';

export const healthStates = ['ok', 'degraded', 'down'] as const;
export type HealthState = (typeof healthStates)[number];

export const partNames = ['database', 'jobs', 'outbox', 'clouds', 'channels', 'ledger', 'disk'] as const;
export type PartName = (typeof partNames)[number];

/** `detail` holds the figures that the sentence `operator.health.detail.<name>` is made of. */
export const healthPart = z.object({
  name: z.enum(partNames),
  state: z.enum(healthStates),
  detail: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  since: timeOut.nullable().meta({ description: 'Since when it is not well, where that is known' }),
});
export type HealthPart = z.input<typeof healthPart>;

export const healthOut = z.object({ state: z.enum(healthStates), at: timeOut, parts: z.array(healthPart) });
export type HealthOut = z.output<typeof healthOut>;

export const getSystemHealthInput = z.strictObject({});
export type GetSystemHealthInput = z.output<typeof getSystemHealthInput>;
