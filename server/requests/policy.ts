import type { requestStates } from '#lib/choices.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { can } from '#lib/permissions.ts';
import type { Actor } from '#server/core/ctx.ts';

const DAY_MS = 86_400_000;
/** How long a request waits for a decision, and for how long a link in a mail can give it. */
const WAITS_DAYS = 30;
const LINK_DAYS = 7;

export const requestExpiry = (now: Date) => new Date(now.getTime() + WAITS_DAYS * DAY_MS);
export const linkExpiry = (now: Date) => new Date(now.getTime() + LINK_DAYS * DAY_MS);

/** The member who asks: in person, or through a key that they made. Jobs, and keys of people who left, are nobody. */
export type Person = { memberId: string; userId: string; name: string };
type Account = { holderId: string | null };
type Holder = Pick<Actor, 'permissions'>;

export const holds = (person: Person | null, { holderId }: Account): boolean =>
  person !== null && holderId === person.memberId;

/** What one holds one may see, whatever the role; everything else takes the right to see sub-accounts. */
export function maySee(actor: Holder, person: Person | null, account: Account): boolean {
  return holds(person, account) || can(actor, 'sub-account:read');
}

/**
 * One asks for what one holds. Whoever may allocate may ask for any sub-account, so that somebody else decides or to keep
 * the reason; seeing a sub-account is not enough.
 */
export function mayAskFor(actor: Holder, person: Person | null, account: Account): boolean {
  return holds(person, account) || can(actor, 'quota:allocate');
}

/** Throws not found for what the asker may not even see, and `request_not_holder` for what is somebody else's. */
export function assertMayAsk(
  actor: Holder,
  person: Person | null,
  account: Account,
): asserts person is Person {
  const allowed = mayAskFor(actor, person, account);
  if (!allowed && !maySee(actor, person, account)) throw notFound('sub-account');
  if (!person) throw new AppError('precondition_failed', 'people_only');
  if (!allowed) throw new AppError('forbidden', 'request_not_holder');
}

/** Deciding is allocating. Nobody grants themselves anything by it that they could not allocate anyway. */
export const mayDecide = (holder: Holder): boolean => can(holder, 'quota:allocate');

export type RequestState = (typeof requestStates)[number];

type Standing = {
  used: boolean;
  expired: boolean;
  /** Whether the member whom the link was sent to is still there, not disabled, and may allocate. */
  entitled: boolean;
  state: RequestState;
};

/** What a link is good for: `open`, or why not. Who may not decide any more learns nothing of the request. */
export function standingOf({ used, expired, entitled, state }: Standing) {
  if (!entitled) return 'refused' as const;
  if (used) return 'used' as const;
  if (state !== 'pending') return 'decided' as const;
  return expired ? ('expired' as const) : ('open' as const);
}
