import { z } from 'zod';
import { webhookDeliveryStates } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { EVERY_EVENT, TEST_EVENT, webhookEventTypes } from '#lib/webhook-events.ts';
import { pageIn, pageOf, timeOut } from '#lib/wire.ts';
import { failureOut, rotateSecretInput } from '#server/channels/schema.ts';
import { attemptOut } from '#server/deliveries/schema.ts';

/** Why AirGate itself switched a webhook off. */
export const webhookOffReasons = ['gone', 'failing'] as const;

const name = z.string().trim().min(1, 'field_required').max(80);
const url = z
  .url()
  .max(2_000)
  .meta({ examples: ['https://erp.example.com/airgate'] });
const events = z
  .array(z.enum([EVERY_EVENT, ...webhookEventTypes]))
  .min(1, 'events_missing')
  .max(webhookEventTypes.length + 1)
  .meta({
    description: 'Types of events, or `*` for every one, also those that come later',
    examples: [['quota.reached', 'sub_account.cut_off']],
  });

export const createWebhookInput = z.strictObject({ name, url, events });
export type CreateWebhookInput = z.output<typeof createWebhookInput>;

export const webhookRef = z.strictObject({ webhookId: idOf('webhook') });
export type WebhookRef = z.output<typeof webhookRef>;

export const updateWebhookInput = webhookRef.extend({
  name: name.optional(),
  url: url.optional(),
  events: events.optional(),
  enabled: z.boolean().optional(),
});
export type UpdateWebhookInput = z.output<typeof updateWebhookInput>;

export const webhookOut = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().meta({ description: 'Where it goes, with secrets cut out' }),
  events: z.array(z.enum([EVERY_EVENT, ...webhookEventTypes])),
  enabled: z.boolean(),
  offReason: z
    .enum(webhookOffReasons)
    .nullable()
    .meta({ description: 'Why AirGate switched it off by itself' }),
  lastOkAt: timeOut.nullable(),
  lastError: failureOut.nullable(),
  failures: z.int().meta({ description: 'Attempts that failed since the last event that was taken' }),
  failingSince: timeOut.nullable(),
  dead: z.int().meta({ description: 'Events that failed for good and wait to be sent again' }),
  secretOverlapUntil: timeOut
    .nullable()
    .meta({ description: 'Until then events are signed with the secret before as well' }),
  createdAt: timeOut,
});
/** The secret is in this answer and in no other. */
export const createdWebhookOut = webhookOut.extend({
  secret: z.string().meta({ description: 'Signs every event; shown once', examples: ['whsec_…'] }),
});
export const webhookPage = pageOf(webhookOut);
export const listWebhooksInput = z.strictObject(pageIn);
export type ListWebhooksInput = z.output<typeof listWebhooksInput>;

export const rotateWebhookInput = webhookRef.extend({ overlapHours: rotateSecretInput.shape.overlapHours });
export type RotateWebhookInput = z.output<typeof rotateWebhookInput>;

const webhookEventTypeOut = z.object({
  type: z.enum(webhookEventTypes),
  summary: z.string().meta({ description: "In the reader's language" }),
  permission: z.string().meta({ description: 'What it takes to be told of it' }),
  schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON schema of the body' }),
  example: z.record(z.string(), z.unknown()),
});
export const webhookEventTypesOut = z.object({ items: z.array(webhookEventTypeOut) });

export const testWebhookOut = z.object({
  sent: z.literal(true),
  deliveryId: z.string(),
  status: z.int().nullable(),
  answer: z.string().nullable().meta({ description: 'The beginning of what was answered' }),
  durationMs: z.int(),
});

const deliveredTypes = [TEST_EVENT, ...webhookEventTypes] as const;

export const webhookDeliveryOut = z.object({
  id: z.string(),
  eventId: z.string().meta({ description: 'What the receiver gets as the id of the event' }),
  webhookId: z.string(),
  type: z.enum(deliveredTypes),
  targetKind: z.string(),
  targetId: z.string(),
  state: z.enum(webhookDeliveryStates),
  attempts: z.int(),
  lastError: failureOut.nullable(),
  status: z.int().nullable().meta({ description: 'HTTP status of the last attempt that was answered' }),
  createdAt: timeOut,
  lastAttemptAt: timeOut.nullable(),
  sentAt: timeOut.nullable(),
});
export const webhookDeliveryPage = pageOf(webhookDeliveryOut);
export const webhookDeliveryDetailOut = webhookDeliveryOut.extend({
  body: z
    .string()
    .nullable()
    .meta({ description: 'What is posted; null for whoever may not read what the event tells of' }),
  attemptLog: z.array(attemptOut).meta({ description: 'The last 50, newest first' }),
});

export const webhookDeliveryRef = z.strictObject({ deliveryId: idOf('webhookDelivery') });
export type WebhookDeliveryRef = z.output<typeof webhookDeliveryRef>;

export const listWebhookDeliveriesInput = z.strictObject({
  webhookId: idOf('webhook').optional(),
  eventId: idOf('event').optional(),
  state: z.enum(webhookDeliveryStates).optional(),
  type: z.enum(deliveredTypes).optional(),
  ...pageIn,
});
export type ListWebhookDeliveriesInput = z.output<typeof listWebhookDeliveriesInput>;
