/** Signing in: counted attempts, equal work for known and unknown mailboxes, and one message for everything wrong. */
import { AppError } from '#lib/errors.ts';
import type { Tx } from '#server/core/access.ts';
import { withIdentity } from '#server/core/identity.ts';
import { log } from '#server/core/log.ts';
import { requestIdInScope } from '#server/core/scope.ts';
import type { SignInInput, SignInMethod } from '#server/users/schema.ts';
import { bookAttempt, forgiveAttempt, returnAttempt } from './attempts.ts';
import { passwordMatches } from './passwords.ts';
import { hasSecondFactor, takeCode } from './second-factor.ts';
import { securityEvent, tellByMail } from './security-events.ts';
import { type Device, openSession } from './sessions.ts';

export type SignedIn = { id: string; email: string; name: string; sessionId: string };

const PERSON = {
  id: true,
  email: true,
  name: true,
  locale: true,
  passwordHash: true,
  disabledAt: true,
} as const;

type Asking = Device & { now: Date };

/**
 * Checks a mailbox, a password and, where the person has a second factor, a code. Throws `sign_in_failed` for whatever is
 * wrong, `second_factor_needed` when only the code is missing, `second_factor_wrong`, and `sign_in_limited` after too
 * many attempts.
 */
export async function signIn({ email, password, code }: SignInInput, asking: Asking): Promise<SignedIn> {
  const { address, now } = asking;
  const attempt = { email, address };
  const { user, last } = await withIdentity(async (tx) => {
    const { last } = await bookAttempt(tx, attempt, now);
    const user = await tx.user.findUnique({ where: { email }, select: PERSON });
    return { user, last };
  });
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches || user.disabledAt) {
    const why = user?.disabledAt ? 'disabled' : user ? 'password' : 'unknown';
    log.warn({ userId: user?.id, address, why }, 'sign-in refused');
    if (user && last) await tellLocked(user, asking);
    throw new AppError('unauthenticated', 'sign_in_failed');
  }
  const factor = await secondFactor(user.id, code, attempt, now).catch(async (error: unknown) => {
    if (last && error instanceof AppError && error.reason === 'second_factor_wrong') {
      await tellLocked(user, asking);
    }
    throw error;
  });
  const sessionId = await withIdentity(async (tx) => {
    await forgiveAttempt(tx, attempt);
    if (factor === 'recovery') await auditOwn(tx, user, 'recovery_code_use', asking);
    const method: SignInMethod = factor ?? 'password';
    return openSession(tx, { userId: user.id, method, address, userAgent: asking.userAgent ?? null }, now);
  });
  if (factor === 'recovery') tellByMail(user, 'recovery_code_use', now, address);
  log.info({ userId: user.id, address, factor }, 'signed in');
  return { id: user.id, email: user.email, name: user.name, sessionId };
}

/** Which second factor was shown; null where the person has none. */
async function secondFactor(
  id: string,
  code: string | undefined,
  attempt: { email: string; address: string | null },
  now: Date,
) {
  return withIdentity(async (tx) => {
    if (!(await hasSecondFactor(tx, id))) return null;
    if (code) return takeCode(tx, { id }, code, now);
    await returnAttempt(tx, attempt);
    return 'missing' as const;
  }).then((used) => {
    if (used !== 'missing') return used;
    throw new AppError('unauthenticated', 'second_factor_needed');
  });
}

type Person = { id: string; email: string; name: string; locale: string };

/** The mailbox is shut for a while: its owner should know, whoever it was. */
async function tellLocked(user: Person, asking: Asking): Promise<void> {
  await withIdentity((tx) => auditOwn(tx, user, 'locked', asking));
  tellByMail(user, 'locked', asking.now, asking.address);
}

async function auditOwn(
  tx: Tx,
  user: Person,
  event: 'locked' | 'recovery_code_use',
  { address, now }: Asking,
) {
  // Whoever shut the mailbox is not known to be its owner.
  const person = { kind: 'user', id: user.id, name: user.name };
  const actor = event === 'locked' ? { kind: 'system', id: 'sign-in', name: 'sign-in' } : person;
  const who = { actor, source: 'console' as const, requestId: requestIdInScope(), now: () => now };
  await securityEvent(tx, { userId: user.id, event, who, after: { address } });
}
