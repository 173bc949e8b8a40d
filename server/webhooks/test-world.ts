// What the tests of webhooks share: a tenant with a webhook, and a receiver that checks signatures by itself.
import { createHmac } from 'node:crypto';
import type { Ctx } from '#server/core/ctx.ts';
import { makeTenant } from '#tests/factories.ts';
import type { Received, WebhookServer } from '#tests/servers/webhook.ts';
import type { CreateWebhookInput } from './schema.ts';
import { listWebhookDeliveries } from './service/deliveries.ts';
import { createWebhook, getWebhook } from './service/endpoints.ts';

export const everything = { limit: 200 };

/** Checks a signature as a receiver would, without AirGate's own code. */
export function fits(secret: string, { headers, body }: Received): boolean {
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

/** A tenant with one webhook. */
export async function makeWebhook(
  { url }: Pick<WebhookServer, 'url'>,
  events: CreateWebhookInput['events'],
  options: { now?: () => Date } = {},
) {
  const tenant = await makeTenant(options);
  const { as, job } = tenant;
  const { id: webhookId, secret } = await createWebhook(as.admin, { name: 'ERP', url, events });
  return {
    ...tenant,
    webhookId,
    secret,
    shown: () => getWebhook(as.viewer, { webhookId }),
    log: async (ctx: Ctx = job) => (await listWebhookDeliveries(ctx, everything)).items,
  };
}
