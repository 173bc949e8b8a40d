/**
 * Signed posts, for webhook channels and for the webhooks of other systems: the secrets, the headers and what an answer
 * means, as Standard Webhooks 1.0 says (github.com/standard-webhooks/standard-webhooks).
 */
import { createHmac, randomBytes } from 'node:crypto';
import { postJson } from '#server/channels/senders/http.ts';
import { ChannelError, type Report } from '#server/channels/senders/message.ts';

const SECRET_PREFIX = 'whsec_';
/** How many secrets from before sign along at most. */
const KEPT_SECRETS = 3;
/** The receiver is busy, locked or not ready: the same message may be taken later. */
const PASSING_STATUSES = [408, 409, 425, 429];
/** Whose `Retry-After` is about the message and not about maintenance of a page. */
const WAITING_STATUSES = [429, 503];

export type SignedConfig = {
  url: string;
  secret: string;
  /** Secrets from before, each signing along until its time. */
  previous: { secret: string; until: string }[];
};

/** A new secret: 32 random bytes in base64 behind the prefix that names its form. */
export const newSigningSecret = (): string => SECRET_PREFIX + randomBytes(32).toString('base64');

/** A new secret for the same address; the ones before sign along until `until`, and none does when that is null. */
export function withNewSecret(
  config: SignedConfig,
  { now, until }: { now: Date; until: Date | null },
): SignedConfig {
  const valid = config.previous.filter((before) => new Date(before.until) > now);
  const previous = until ? [{ secret: config.secret, until: until.toISOString() }, ...valid] : [];
  return { url: config.url, secret: newSigningSecret(), previous: previous.slice(0, KEPT_SECRETS) };
}

/** Until when secrets from before sign along after a rotation; null ends them at once. */
export function overlapEnd(now: Date, hours: number): Date | null {
  return hours > 0 ? new Date(now.getTime() + hours * 3_600_000) : null;
}

/** `v1,` and the HMAC-SHA256 of id, time (seconds) and body, in base64. */
export function signatureOf(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Posts a body with its signatures. Any 2xx is success; throws `ChannelError` otherwise. */
export async function postSigned(
  config: SignedConfig,
  { id, body }: { id: string; body: string },
  now: Date,
): Promise<Report> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const valid = config.previous.filter(({ until }) => new Date(until) > now);
  const secrets = [config.secret, ...valid.map(({ secret }) => secret)];
  const { report, retryAfterSeconds } = await postJson(config.url, body, {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => signatureOf(secret, { id, timestamp, body })).join(' '),
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
