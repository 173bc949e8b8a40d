/** People: made by an invitation, by the first start or on the command line, and never twice for one mailbox. */
import { AppError } from '#lib/errors.ts';
import { defaultLocale, type Locale } from '#lib/i18n/locale.ts';
import { newId } from '#lib/ids.ts';
import type { Tx } from '#server/core/access.ts';
import { emailIn } from '#server/users/schema.ts';

export type NewUser = {
  email: string;
  name: string;
  /** From `hashPassword`, made before the transaction began since it takes its time; null for who comes in otherwise. */
  passwordHash: string | null;
  locale?: Locale;
  isOperator?: boolean;
};

/** Adds a person; throws `user_exists` for a mailbox that somebody has. */
export async function createUser(tx: Tx, user: NewUser, now: Date): Promise<{ id: string; email: string }> {
  const { name, passwordHash, locale = defaultLocale, isOperator = false } = user;
  const id = newId('user');
  const email = emailIn.parse(user.email);
  const data = [{ id, email, name, passwordHash, locale, isOperator, createdAt: now }];
  const { count } = await tx.user.createMany({ data, skipDuplicates: true });
  if (count === 0) throw new AppError('conflict', 'user_exists', { params: { email } });
  return { id, email };
}

/** The person behind a mailbox, or null. */
export function findUser(tx: Tx, email: string) {
  return tx.user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true, email: true, name: true, isOperator: true, disabledAt: true },
  });
}

/**
 * Makes somebody an operator of the installation: the person behind the mailbox, who keeps their password, or else a new
 * one. Returns whether they were there before.
 */
export async function seatOperator(
  tx: Tx,
  person: NewUser,
  now: Date,
): Promise<{ email: string; existed: boolean }> {
  const user = await findUser(tx, person.email);
  if (!user) {
    const { email } = await createUser(tx, { ...person, isOperator: true }, now);
    return { email, existed: false };
  }
  await tx.user.update({ where: { id: user.id }, data: { isOperator: true, disabledAt: null } });
  return { email: user.email, existed: true };
}
