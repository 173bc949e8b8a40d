/** Failed sign-ins, counted in the database so that all processes count together. */
import { AppError } from '#lib/errors.ts';
import type { Tx } from '#server/core/access.ts';

const WINDOW_MS = 15 * 60_000;
const PER_MAILBOX = 5;
const PER_ADDRESS = 30;

export type Attempt = { email: string; address: string | null };

type Counter = { count: number; resets_at: Date };

/**
 * Books an attempt before the password is looked at, so that parallel guesses cannot pass together. Throws
 * `sign_in_limited` beyond 5 per mailbox or 30 per address in 15 minutes; a success takes its booking back.
 */
export async function bookAttempt(tx: Tx, attempt: Attempt, now: Date): Promise<void> {
  for (const { key, limit } of keysOf(attempt)) {
    const [counter] = await tx.$queryRaw<Counter[]>`
      insert into rate_limit as r (key, count, resets_at)
      values (${key}, 1, ${new Date(now.getTime() + WINDOW_MS)})
      on conflict (key) do update set
        count = case when r.resets_at <= ${now} then 1 else r.count + 1 end,
        resets_at = case when r.resets_at <= ${now} then excluded.resets_at else r.resets_at end
      returning count, resets_at`;
    if (counter && counter.count > limit) throw limited(counter.resets_at.getTime() - now.getTime());
  }
}

/** After the right password the mailbox starts afresh; the address only gets this one attempt back. */
export async function forgiveAttempt(tx: Tx, { email, address }: Attempt): Promise<void> {
  await tx.rateLimit.deleteMany({ where: { key: mailboxKey(email) } });
  if (address === null) return;
  await tx.rateLimit.updateMany({
    where: { key: addressKey(address), count: { gt: 0 } },
    data: { count: { decrement: 1 } },
  });
}

const mailboxKey = (email: string) => `sign-in mailbox ${email}`;
const addressKey = (address: string) => `sign-in address ${address}`;

function keysOf({ email, address }: Attempt) {
  const mailbox = { key: mailboxKey(email), limit: PER_MAILBOX };
  return address === null ? [mailbox] : [mailbox, { key: addressKey(address), limit: PER_ADDRESS }];
}

function limited(leftMs: number): AppError {
  const seconds = Math.max(1, Math.ceil(leftMs / 1000));
  const params = { minutes: Math.ceil(seconds / 60) };
  return new AppError('rate_limited', 'sign_in_limited', { params, retryAfter: seconds });
}
