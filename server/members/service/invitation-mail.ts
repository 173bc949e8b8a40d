/** The message that carries an invitation, in the language of whoever sends it. */
import { AppError } from '#lib/errors.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import { writeLetter } from '#server/core/letter.ts';
import { log } from '#server/core/log.ts';
import { mailIsConfigured, sendMail } from '#server/core/mail.ts';
import type { MailState } from '#server/members/schema.ts';

export type InvitationMail = {
  invitationId: string;
  email: string;
  /** As people call it in the language of the mail. */
  roleName: string;
  expiresAt: Date;
  link: string;
  inviter: string;
  tenant: { name: string; timeZone: string };
  locale: Locale;
};

/** Sends it if there is a mail server. A failure is an answer, not an error: the link can be handed over by hand. */
export async function sendInvitation(mail: InvitationMail): Promise<MailState> {
  if (!mailIsConfigured()) return 'unconfigured';
  try {
    await sendMail({ to: mail.email, ...invitationMail(mail) });
    return 'sent';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ err: error.cause, invitationId: mail.invitationId }, 'invitation mail was not sent');
    return 'failed';
  }
}

function invitationMail({ email, roleName, expiresAt, link, inviter, tenant, locale }: InvitationMail) {
  const zone = { timeZone: tenant.timeZone };
  const names = { inviter, tenant: tenant.name, email, role: roleName };
  return {
    subject: translate(locale, 'members.mail.subject', names).replace(/\s+/g, ' '),
    ...writeLetter({
      locale,
      paragraphs: [translate(locale, 'members.mail.greeting'), translate(locale, 'members.mail.body', names)],
      action: { label: translate(locale, 'members.mail.action'), url: link },
      after: [translate(locale, 'members.mail.expiry', { until: expiresAt, zone: tenant.timeZone }, zone)],
      note: translate(locale, 'members.mail.ignore'),
    }),
  };
}
