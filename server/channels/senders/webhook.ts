/**
 * Webhooks: a JSON body, signed as Standard Webhooks 1.0 says (github.com/standard-webhooks/standard-webhooks). The
 * form of the body is described in docs/webhooks.md.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { postJson } from './http.ts';
import { ChannelError, type Message, type Report } from './message.ts';

/** The form of the body; it grows by fields and only changes with another number. */
const BODY_VERSION = 1;
const SECRET_PREFIX = 'whsec_';
/** The receiver is busy, locked or not ready: the same message may be taken later. */
const PASSING_STATUSES = [408, 409, 425, 429];
/** Whose `Retry-After` is about the message and not about maintenance of a page. */
const WAITING_STATUSES = [429, 503];

export type WebhookConfig = {
  url: string;
  secret: string;
  /** Secrets from before, each signing along until its time. */
  previous: { secret: string; until: string }[];
};

/** A new secret: 32 random bytes in base64 behind the prefix that names its form. */
export const newWebhookSecret = (): string => SECRET_PREFIX + randomBytes(32).toString('base64');

/** `v1,` and the HMAC-SHA256 of id, time (seconds) and body, in base64. */
export function webhookSignature(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

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

/** Sends a message. Any 2xx is success; throws `ChannelError` otherwise. */
export async function sendWebhook(config: WebhookConfig, message: Message, now: Date): Promise<Report> {
  const body = webhookBody(message);
  const timestamp = Math.floor(now.getTime() / 1000);
  const valid = config.previous.filter(({ until }) => new Date(until) > now);
  const signatures = [config.secret, ...valid.map(({ secret }) => secret)].map((secret) =>
    webhookSignature(secret, { id: message.id, timestamp, body }),
  );
  const { report, retryAfterSeconds } = await postJson(config.url, body, {
    'webhook-id': message.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  });
  const { status } = report;
  if (status >= 200 && status < 300) return report;
  throw new ChannelError(`HTTP ${status}`, {
    fault: status === 410 ? 'gone' : status < 400 ? 'redirect' : 'status',
    final: status < 500 && !PASSING_STATUSES.includes(status),
    report,
    retryAfterSeconds: WAITING_STATUSES.includes(status) ? retryAfterSeconds : null,
  });
}
