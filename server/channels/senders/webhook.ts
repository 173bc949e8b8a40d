/** Webhooks: a JSON body, signed. The form of the body is described in docs/webhooks.md. */
import { postSigned, type SignedConfig } from '#server/channels/service/signed-post.ts';
import type { Message, Report } from './message.ts';

/** The form of the body; it grows by fields and only changes with another number. */
const BODY_VERSION = 1;

/** The body as it is sent and signed. */
export function webhookBody({ id, severity, link, event }: Message): string {
  const { type, occurredAt, subject, tenant, alertId, subAccount, cloudAccountId, details } = event;
  return JSON.stringify({
    version: BODY_VERSION,
    id,
    type,
    severity,
    occurredAt: occurredAt.toISOString(),
    subject,
    tenant,
    alertId,
    subAccount,
    cloudAccountId,
    details,
    link: link?.url ?? null,
  });
}

/** Sends a message; throws `ChannelError` unless it was taken. */
export async function sendWebhook(config: SignedConfig, message: Message, now: Date): Promise<Report> {
  return postSigned(config, { id: message.id, body: webhookBody(message) }, now);
}
