/** What a person says of themselves: name, language, password. Nobody else changes these. */
import { AppError, notFound } from '#lib/errors.ts';
import { isLocale, type Locale } from '#lib/i18n/locale.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import type { ChangePasswordInput, UpdateProfileInput } from './schema.ts';
import { setPassword } from './service/accounts.ts';
import { bookAttempt, forgiveAttempt } from './service/attempts.ts';
import { passwordMatches } from './service/passwords.ts';

const PROFILE = {
  id: true,
  email: true,
  name: true,
  locale: true,
  isOperator: true,
  lastSignInAt: true,
} as const;

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

/** Changes the caller's own password; the old one is asked for, and wrong ones count as failed sign-ins. */
export async function changePassword(ctx: Ctx, input: ChangePasswordInput) {
  const id = await ownId(ctx);
  const attempt = await withIdentity(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({
      where: { id },
      select: { email: true, passwordHash: true },
    });
    await bookAttempt(tx, { email: user.email, address: null }, ctx.now());
    return user;
  });
  if (!(await passwordMatches(attempt.passwordHash, input.currentPassword))) {
    const fields = [{ path: 'currentPassword', message: 'password_wrong' }];
    throw new AppError('invalid_input', 'password_wrong', { fields });
  }
  await withIdentity((tx) => forgiveAttempt(tx, { email: attempt.email, address: null }));
  await setPassword(id, input.newPassword);
}

/** Remembers a person's language, for mails and for their next device. The id comes from their session. */
export async function rememberLocale(userId: string, locale: Locale): Promise<void> {
  await withIdentity((tx) => tx.user.updateMany({ where: { id: userId }, data: { locale } }));
}

/** The person behind a session's id, in or outside of any tenant. */
export async function getProfile(userId: string) {
  const user = await withIdentity((tx) =>
    tx.user.findFirst({ where: { id: userId, disabledAt: null }, select: PROFILE }),
  );
  if (!user) throw notFound('person');
  return { ...user, locale: isLocale(user.locale) ? user.locale : 'en' };
}

async function ownId(ctx: Ctx): Promise<string> {
  const { actor } = ctx;
  await access(ctx, 'tenant:read', async () => {});
  if (actor.kind !== 'user') throw new AppError('precondition_failed', 'people_only');
  return actor.id;
}
