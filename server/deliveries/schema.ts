import { z } from 'zod';
import { deliveryStates } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { pageIn, pageOf, timeOut } from '#lib/wire.ts';
import { channelFaults, failureOut } from '#server/channels/schema.ts';

export const deliveryOut = z.object({
  id: z.string(),
  alertId: z.string(),
  channelId: z.string(),
  channelName: z.string(),
  subject: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  lastError: failureOut.nullable(),
  createdAt: timeOut,
  lastAttemptAt: timeOut.nullable(),
  sentAt: timeOut.nullable(),
});
/** One try, as it is kept. */
export const attemptOut = z.object({
  number: z.int(),
  startedAt: timeOut,
  finishedAt: timeOut
    .nullable()
    .meta({ description: 'Null while it runs, and for ever if AirGate stopped in it' }),
  durationMs: z.int().nullable(),
  ok: z.boolean(),
  status: z.int().nullable().meta({ description: 'HTTP status, where the channel speaks HTTP and answered' }),
  fault: z.enum(channelFaults).nullable(),
  message: z.string().nullable(),
  answer: z.string().nullable().meta({ description: 'The beginning of what was answered' }),
});
export const deliveryDetailOut = deliveryOut.extend({
  attemptLog: z.array(attemptOut).meta({ description: 'The last 50, newest first' }),
});
export const deliveryPage = pageOf(deliveryOut);
export const listDeliveriesInput = z.strictObject({
  alertId: idOf('alert').optional(),
  channelId: idOf('channel').optional(),
  state: z.enum(deliveryStates).optional(),
  ...pageIn,
});
export type ListDeliveriesInput = z.output<typeof listDeliveriesInput>;

export const deliveryRef = z.strictObject({ deliveryId: idOf('delivery') });
export type DeliveryRef = z.output<typeof deliveryRef>;

/** Dead letters of one channel. */
export const channelDeadRef = z.strictObject({ channelId: idOf('channel') });
export type ChannelDeadRef = z.output<typeof channelDeadRef>;
export const resentOut = z.object({
  resent: z.int(),
  left: z.int().meta({ description: 'More than one call takes; ask again' }),
});
export const discardedOut = z.object({ discarded: z.int() });
