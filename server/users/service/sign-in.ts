/** Signing in: counted attempts, equal work for known and unknown mailboxes, and one message for everything wrong. */
import { AppError } from '#lib/errors.ts';
import { withIdentity } from '#server/core/identity.ts';
import { log } from '#server/core/log.ts';
import type { SignInInput } from '#server/users/schema.ts';
import { bookAttempt, forgiveAttempt } from './attempts.ts';
import { passwordMark, passwordMatches } from './passwords.ts';

export type SignedIn = { id: string; email: string; name: string; mark: string };

/**
 * Checks a mailbox and a password. `address` is the caller's network address where it is known. Throws
 * `sign_in_failed` for whatever is wrong and `sign_in_limited` after too many attempts.
 */
export async function signIn(
  { email, password }: SignInInput,
  { address, now }: { address: string | null; now: Date },
): Promise<SignedIn> {
  const user = await withIdentity(async (tx) => {
    await bookAttempt(tx, { email, address }, now);
    return tx.user.findUnique({
      where: { email },
      select: { id: true, email: true, name: true, passwordHash: true, disabledAt: true },
    });
  });
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches || user.disabledAt) {
    const why = user?.disabledAt ? 'disabled' : user ? 'password' : 'unknown';
    log.warn({ userId: user?.id, address, why }, 'sign-in refused');
    throw new AppError('unauthenticated', 'sign_in_failed');
  }
  await withIdentity(async (tx) => {
    await forgiveAttempt(tx, { email, address });
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: now } });
  });
  log.info({ userId: user.id, address }, 'signed in');
  return { id: user.id, email: user.email, name: user.name, mark: passwordMark(user.passwordHash) };
}

/** Whether a session still holds: its person is not disabled and has the password that it began with. */
export async function sessionHolds(userId: string, mark: string): Promise<boolean> {
  const user = await withIdentity((tx) =>
    tx.user.findUnique({ where: { id: userId }, select: { passwordHash: true, disabledAt: true } }),
  );
  return user !== null && !user.disabledAt && passwordMark(user.passwordHash) === mark;
}
