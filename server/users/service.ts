/** What a person says of themselves: name, language, password. Nobody else changes these. */
import { AppError, notFound } from '#lib/errors.ts';
import { isLocale, type Locale } from '#lib/i18n/locale.ts';
import { Prisma, type User } from '#prisma/generated/client.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { identityRead } from '#server/core/identity-reads.ts';
import type { ChangePasswordInput, UpdateProfileInput } from './schema.ts';
import { bookAttempt, forgiveAttempt } from './service/attempts.ts';
import { ownId } from './service/own-id.ts';
import { hashPassword, passwordMatches } from './service/passwords.ts';
import { securityEvent, tellByMail } from './service/security-events.ts';
import { closeSessions } from './service/sessions.ts';
import { assertStrong } from './service/strength.ts';

type Profile = Pick<
  User,
  'id' | 'email' | 'name' | 'locale' | 'isOperator' | 'emailVerifiedAt' | 'lastSignInAt'
>;

const PERSON = { email: true, name: true, locale: true, id: true, passwordHash: true } as const;

export async function getOwnProfile(ctx: Ctx) {
  return getProfile(await ownId(ctx));
}

export async function updateProfile(ctx: Ctx, input: UpdateProfileInput) {
  const id = await ownId(ctx);
  const { name, locale } = input;
  await withIdentity((tx) =>
    tx.user.update({ where: { id }, data: { ...(name && { name }), ...(locale && { locale }) } }),
  );
  return getProfile(id);
}

/**
 * Changes the caller's own password and ends their other sessions; the old one is asked for, and wrong ones count as
 * failed sign-ins.
 */
export async function changePassword(ctx: Ctx, input: ChangePasswordInput) {
  const id = await ownId(ctx);
  const user = await withIdentity(async (tx) => {
    const found = await tx.user.findUniqueOrThrow({ where: { id }, select: PERSON });
    await bookAttempt(tx, { email: found.email, address: null }, ctx.now());
    return found;
  });
  if (!(await passwordMatches(user.passwordHash, input.currentPassword))) {
    const fields = [{ path: 'currentPassword', message: 'password_wrong' }];
    throw new AppError('invalid_input', 'password_wrong', { fields });
  }
  await assertStrong(input.newPassword, [user.email, user.name], 'newPassword');
  const passwordHash = await hashPassword(input.newPassword);
  await withIdentity(async (tx) => {
    await forgiveAttempt(tx, { email: user.email, address: null });
    await tx.user.update({ where: { id }, data: { passwordHash } });
    await closeSessions(tx, id, ctx.now(), ctx.session);
    await securityEvent(tx, { userId: id, event: 'password_change', who: ctx });
  });
  tellByMail(user, 'password_change', ctx.now());
}

/** Remembers a person's language, for mails and for their next device. The id comes from their session. */
export async function rememberLocale(userId: string, locale: Locale): Promise<void> {
  await withIdentity((tx) => tx.user.updateMany({ where: { id: userId }, data: { locale } }));
}

/** The person behind a session's id, in or outside of any tenant. */
export async function getProfile(userId: string) {
  const [user] = await identityRead<Profile>(Prisma.sql`
    select id, email, name, locale, is_operator as "isOperator", email_verified_at as "emailVerifiedAt",
      last_sign_in_at as "lastSignInAt"
    from app_user where id = ${userId} and disabled_at is null`);
  if (!user) throw notFound('person');
  return { ...user, locale: isLocale(user.locale) ? user.locale : 'en' };
}
