import { z } from 'zod';
import { alertTypes, severities } from '#lib/alerts.ts';
import { idOf } from '#lib/ids.ts';
import { pageIn, pageOf, timeOut } from '#lib/wire.ts';

export const channelKinds = ['feishu', 'email'] as const;
export type ChannelKind = (typeof channelKinds)[number];

const channelName = z.string().trim().min(1, 'field_required').max(80);
const feishuConfig = z.strictObject({
  url: z
    .url()
    .max(500)
    .meta({ examples: ['https://open.feishu.cn/open-apis/bot/v2/hook/…'] }),
  secret: z.string().trim().max(200).optional(),
});
const emailConfig = z.strictObject({ to: z.array(z.email().max(254)).min(1).max(20) });

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

const failure = z.object({ message: z.string(), at: z.string() });

export const channelOut = z.object({
  id: z.string(),
  kind: z.enum(channelKinds),
  name: z.string(),
  hint: z.string().meta({ description: 'Where it goes, with secrets cut out' }),
  minSeverity: z.enum(severities),
  types: z.array(z.enum(alertTypes)),
  quietHours: z.object({ from: z.string(), to: z.string() }).nullable(),
  enabled: z.boolean(),
  lastOkAt: timeOut.nullable(),
  lastError: failure.nullable(),
  createdAt: timeOut,
});
export const channelPage = pageOf(channelOut);
export const listChannelsInput = z.strictObject(pageIn);
export type ListChannelsInput = z.output<typeof listChannelsInput>;

export const testChannelOut = z.object({ sent: z.literal(true) });
