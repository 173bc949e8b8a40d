import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { pageIn, pageOf, timeOut } from '#lib/wire.ts';

export const deliveryStates = ['pending', 'retrying', 'sent', 'dead'] as const;

const failure = z.object({ message: z.string(), at: z.string() });

export const deliveryOut = z.object({
  id: z.string(),
  alertId: z.string(),
  channelId: z.string(),
  channelName: z.string(),
  subject: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  lastError: failure.nullable(),
  createdAt: timeOut,
  lastAttemptAt: timeOut.nullable(),
  sentAt: timeOut.nullable(),
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
