/** The message that carries an invitation, in the language of whoever sends it. */
import { AppError } from '#lib/errors.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
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
  const say = {
    greeting: translate(locale, 'members.mail.greeting'),
    body: translate(locale, 'members.mail.body', names),
    action: translate(locale, 'members.mail.action'),
    expiry: translate(locale, 'members.mail.expiry', { until: expiresAt, zone: tenant.timeZone }, zone),
    ignore: translate(locale, 'members.mail.ignore'),
  };
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  return {
    subject: translate(locale, 'members.mail.subject', names).replace(/\s+/g, ' '),
    text: [say.greeting, say.body, `${say.action}:\n${link}`, say.expiry, say.ignore].join('\n\n'),
    html: [
      `<div lang="${locale}" style="font:14px/1.6 system-ui,sans-serif;color:#1c1d21;max-width:560px">`,
      paragraph(say.greeting),
      paragraph(say.body),
      `<p style="margin:0 0 16px"><a href="${escapeHtml(link)}" style="display:inline-block;padding:8px 16px;`,
      `border-radius:6px;background:#1c1d21;color:#fff;text-decoration:none">${escapeHtml(say.action)}</a></p>`,
      paragraph(say.expiry),
      `<p style="margin:0;color:#6b6e76">${escapeHtml(say.ignore)}</p></div>`,
    ].join(''),
  };
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
