/** Ways back in: a link to a mailbox, which sets a new password or shows that the mailbox is theirs. */
import { isLocale } from '#lib/i18n/locale.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { log } from '#server/core/log.ts';
import { mailIsConfigured, sendMail } from '#server/core/mail.ts';
import type { MailLinkInput, RequestResetInput, ResetInput } from '#server/users/schema.ts';
import { bookAttempt, forgiveAttempt } from './attempts.ts';
import { makeLink, readLink, useLink } from './mail-links.ts';
import { ownId } from './own-id.ts';
import { hashPassword } from './passwords.ts';
import { securityEvent, type Told, tellByMail } from './security-events.ts';
import { type LinkPurpose, linkMail } from './security-mail.ts';
import { closeSessions } from './sessions.ts';
import { assertStrong } from './strength.ts';

/** What a door knows of a request before it is known who asks. */
type Base = Pick<Ctx, 'requestId' | 'source' | 'locale' | 'now'>;

const PERSON = { id: true, email: true, name: true, locale: true, disabledAt: true } as const;

/**
 * Sends a link for a new password to the mailbox, if somebody has it; the answer is the same if nobody does. Throws
 * `mail_unconfigured` where this installation sends no mail, and `sign_in_limited` after too many requests.
 */
export async function requestReset({ email }: RequestResetInput, address: string | null, base: Base) {
  const now = base.now();
  const found = await withIdentity(async (tx) => {
    await bookAttempt(tx, { email, address, kind: 'reset' }, now);
    const user = await tx.user.findUnique({ where: { email }, select: PERSON });
    if (!user || user.disabledAt) return null;
    return { user, url: await makeLink(tx, user.id, 'reset', now) };
  });
  if (!found) return;
  log.info({ userId: found.user.id, address }, 'password reset asked for');
  // Not waited for: an answer that takes longer for known mailboxes would tell which are known.
  sendLink(found.user, 'reset', found.url).catch((error: unknown) =>
    log.warn({ err: error, userId: found.user.id }, 'a reset mail was not sent'),
  );
}

/** Whether this installation can send such a link at all. */
export const resetIsPossible = mailIsConfigured;

/** Whose password the link sets. Throws `link_invalid`. */
export async function readResetLink({ token }: MailLinkInput, now: Date): Promise<{ email: string }> {
  const { email } = await withIdentity((tx) => readLink(tx, token, 'reset', now));
  return { email };
}

/** Sets a new password by a link, which ends every session and shows that the mailbox is theirs. */
export async function resetByLink({ token, password }: ResetInput, address: string | null, base: Base) {
  const now = base.now();
  const { email, name } = await withIdentity((tx) => readLink(tx, token, 'reset', now));
  await assertStrong(password, [email, name]);
  const passwordHash = await hashPassword(password);
  const user = await withIdentity(async (tx) => {
    const found = await useLink(tx, token, 'reset', now);
    await tx.user.update({ where: { id: found.id }, data: { passwordHash, emailVerifiedAt: now } });
    await closeSessions(tx, found.id, now);
    await forgiveAttempt(tx, { email: found.email, address: null });
    const who = { ...base, actor: { kind: 'user', id: found.id, name: found.name } };
    await securityEvent(tx, { userId: found.id, event: 'password_reset', who });
    return found;
  });
  log.info({ userId: user.id, address }, 'password reset by a link');
  tellByMail(user, 'password_reset', now, address);
  return { email: user.email };
}

/** Sends the caller a link that shows their mailbox to be theirs. Waits for the mail server. */
export async function sendVerification(ctx: Ctx): Promise<void> {
  const id = await ownId(ctx);
  const { user, url } = await withIdentity(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id }, select: PERSON });
    await bookAttempt(tx, { email: user.email, address: null, kind: 'verify' }, ctx.now());
    return { user, url: await makeLink(tx, id, 'verify', ctx.now()) };
  });
  await sendLink(user, 'verify', url);
}

/** The mailbox is theirs: whoever has the link reads it. Throws `link_invalid`. */
export async function verifyByLink({ token }: MailLinkInput, base: Base): Promise<{ email: string }> {
  const now = base.now();
  return withIdentity(async (tx) => {
    const { id, email, name } = await useLink(tx, token, 'verify', now);
    await tx.user.update({ where: { id }, data: { emailVerifiedAt: now } });
    const who = { ...base, actor: { kind: 'user', id, name } };
    await securityEvent(tx, { userId: id, event: 'email_verify', who });
    return { email };
  });
}

async function sendLink(user: Told, purpose: LinkPurpose, url: string): Promise<void> {
  const locale = isLocale(user.locale) ? user.locale : 'en';
  await sendMail({ to: user.email, ...linkMail(purpose, { name: user.name, locale, url }) });
}
