/** Attempts at getting in, counted in the database so that all processes count together. */
import { AppError } from '#lib/errors.ts';
import type { Tx } from '#server/core/access.ts';

const WINDOW_MS = 15 * 60_000;

/** Of each kind, how many in the window from one mailbox and from one network address. */
const LIMITS = {
  'sign-in': { mailbox: 5, address: 30 },
  reset: { mailbox: 3, address: 20 },
  verify: { mailbox: 3, address: 30 },
  sso: { mailbox: 60, address: 60 },
} as const;

export type AttemptKind = keyof typeof LIMITS;
export type Attempt = { email: string; address: string | null; kind?: AttemptKind };

type Counter = { count: number; resets_at: Date };

/**
 * Books an attempt before anything is looked at, so that parallel guesses cannot pass together. Throws `sign_in_limited`
 * beyond the limit of its kind in 15 minutes; a success takes its booking back. Returns whether this is the last one
 * that the mailbox has.
 */
export async function bookAttempt(tx: Tx, attempt: Attempt, now: Date): Promise<{ last: boolean }> {
  const [mailbox, ...others] = keysOf(attempt);
  const count = mailbox ? await book(tx, mailbox, now) : 0;
  for (const other of others) await book(tx, other, now);
  return { last: count === mailbox?.limit };
}

/** What anybody may try from one address, signed out or not, in the same window. */
const ADDRESS_LIMITS = { approval: 60 } as const;

/** Books one try from an address, where one is known. Throws as `bookAttempt` does. */
export async function bookFromAddress(
  tx: Tx,
  kind: keyof typeof ADDRESS_LIMITS,
  address: string | null,
  now: Date,
): Promise<void> {
  if (address !== null)
    await book(tx, { key: `${kind} address ${address}`, limit: ADDRESS_LIMITS[kind] }, now);
}

async function book(tx: Tx, { key, limit }: { key: string; limit: number }, now: Date): Promise<number> {
  const [counter] = await tx.$queryRaw<Counter[]>`
    insert into rate_limit as r (key, count, resets_at)
    values (${key}, 1, ${new Date(now.getTime() + WINDOW_MS)})
    on conflict (key) do update set
      count = case when r.resets_at <= ${now} then 1 else r.count + 1 end,
      resets_at = case when r.resets_at <= ${now} then excluded.resets_at else r.resets_at end
    returning count, resets_at`;
  if (counter && counter.count > limit) throw limited(counter.resets_at.getTime() - now.getTime());
  return counter?.count ?? 0;
}

/** After a whole success the mailbox starts afresh; the address only gets this one attempt back. */
export async function forgiveAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  const [mailbox, ...others] = keysOf(attempt);
  await tx.rateLimit.deleteMany({ where: { key: mailbox?.key ?? '' } });
  await takeBack(tx, others);
}

/** After half a success, the right password without the second factor: earlier failures still count. */
export async function returnAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await takeBack(tx, keysOf(attempt));
}

async function takeBack(tx: Tx, keys: readonly { key: string }[]): Promise<void> {
  await tx.rateLimit.updateMany({
    where: { key: { in: keys.map(({ key }) => key) }, count: { gt: 0 } },
    data: { count: { decrement: 1 } },
  });
}

/** The mailbox first. */
function keysOf({ email, address, kind = 'sign-in' }: Attempt) {
  const limits = LIMITS[kind];
  const mailbox = { key: `${kind} mailbox ${email}`, limit: limits.mailbox };
  return address === null
    ? [mailbox]
    : [mailbox, { key: `${kind} address ${address}`, limit: limits.address }];
}

function limited(leftMs: number): AppError {
  const seconds = Math.max(1, Math.ceil(leftMs / 1000));
  const params = { minutes: Math.ceil(seconds / 60) };
  return new AppError('rate_limited', 'sign_in_limited', { params, retryAfter: seconds });
}
