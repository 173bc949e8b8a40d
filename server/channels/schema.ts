import { z } from 'zod';
import { alertTypes, severities } from '#lib/alerts.ts';
import { channelKinds } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { pageIn, pageOf, timeOut } from '#lib/wire.ts';

export type ChannelKind = (typeof channelKinds)[number];

/** Why a message was not taken; each is a sentence in the `channels` messages. */
export const channelFaults = [
  'address',
  'blocked',
  'name',
  'refused',
  'tls',
  'timeout',
  'broken',
  'status',
  'redirect',
  'gone',
  'rejected',
  'mail',
  'off',
  'removed',
  'internal',
] as const;
export type ChannelFault = (typeof channelFaults)[number];

/** Why AirGate itself switched a channel off. */
export const offReasons = ['gone'] as const;

const channelName = z.string().trim().min(1, 'field_required').max(80);
const feishuConfig = z.strictObject({
  url: z
    .url()
    .max(500)
    .meta({ examples: ['https://open.feishu.cn/open-apis/bot/v2/hook/0a1b2c3d-4e5f'] }),
  secret: z.string().trim().max(200).optional(),
});
const emailConfig = z.strictObject({ to: z.array(z.email().max(254)).min(1).max(20) });
const webhookConfig = z.strictObject({
  url: z
    .url()
    .max(2_000)
    .meta({ examples: ['https://hooks.example.com/airgate'] }),
});

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time_of_day')
  .meta({ examples: ['22:00'] });
/** Wall-clock times of the tenant's zone; may run over midnight. Critical alerts are told all the same. */
const quietHours = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from !== to, { error: 'quiet_hours_empty', path: ['to'] })
  .nullable();

const routing = {
  quietHours: quietHours.default(null),
  minSeverity: z.enum(severities).default('info'),
  types: z
    .array(z.enum(alertTypes))
    .max(alertTypes.length)
    .default([])
    .meta({ description: 'Empty for every type' }),
};

export const createChannelInput = z.strictObject({
  name: channelName,
  config: z.discriminatedUnion('kind', [
    feishuConfig.extend({ kind: z.literal('feishu') }),
    emailConfig.extend({ kind: z.literal('email') }),
    webhookConfig.extend({ kind: z.literal('webhook') }),
  ]),
  ...routing,
});
export type CreateChannelInput = z.output<typeof createChannelInput>;
export type ChannelConfig = CreateChannelInput['config'];

export const channelRef = z.strictObject({ channelId: idOf('channel') });
export type ChannelRef = z.output<typeof channelRef>;

export const updateChannelInput = channelRef.extend({
  name: channelName.optional(),
  enabled: z.boolean().optional(),
  minSeverity: z.enum(severities).optional(),
  types: routing.types.unwrap().optional(),
  quietHours: quietHours.optional(),
  config: createChannelInput.shape.config.optional(),
});
export type UpdateChannelInput = z.output<typeof updateChannelInput>;

/** A message that was not taken. */
export const failureOut = z.object({
  message: z.string(),
  at: z.string(),
  fault: z.enum(channelFaults).nullable(),
});

export const channelOut = z.object({
  id: z.string(),
  kind: z.enum(channelKinds),
  name: z.string(),
  hint: z.string().meta({ description: 'Where it goes, with secrets cut out' }),
  minSeverity: z.enum(severities),
  types: z.array(z.enum(alertTypes)),
  quietHours: z.object({ from: z.string(), to: z.string() }).nullable(),
  enabled: z.boolean(),
  offReason: z.enum(offReasons).nullable().meta({ description: 'Why AirGate switched it off by itself' }),
  lastOkAt: timeOut.nullable(),
  lastError: failureOut.nullable(),
  failures: z.int().meta({ description: 'Attempts that failed since the last message that was taken' }),
  failingSince: timeOut.nullable(),
  dead: z.int().meta({ description: 'Deliveries that failed for good and wait to be sent again' }),
  secretOverlapUntil: timeOut
    .nullable()
    .meta({ description: 'Until then messages are signed with the secret before as well' }),
  createdAt: timeOut,
});
/** The secret is in this answer and in no other. */
export const createdChannelOut = channelOut.extend({
  secret: z.string().nullable().meta({ description: 'Signs a webhook; shown once. Null for other kinds' }),
});
export const channelPage = pageOf(channelOut);
export const listChannelsInput = z.strictObject(pageIn);
export type ListChannelsInput = z.output<typeof listChannelsInput>;

export const testChannelOut = z.object({
  sent: z.literal(true),
  status: z.int().nullable().meta({ description: 'HTTP status, where the channel speaks HTTP' }),
  answer: z.string().nullable().meta({ description: 'The beginning of what was answered' }),
  durationMs: z.int(),
});

export const rotateSecretInput = channelRef.extend({
  overlapHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .meta({ description: 'How long the secret before signs along; 0 ends it at once' }),
});
export type RotateSecretInput = z.output<typeof rotateSecretInput>;
export const rotatedSecretOut = z.object({
  secret: z.string().meta({ description: 'Shown once' }),
  overlapUntil: timeOut.nullable(),
});
