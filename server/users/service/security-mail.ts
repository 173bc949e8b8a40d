/** What people read when something touched their way in, and the links that they asked for. In their own language. */
import type { Locale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import { publicUrl } from '#server/core/env.ts';
import { writeLetter } from '#server/core/letter.ts';

/** Each has a subject and a body among the messages. */
export const toldEvents = [
  'locked',
  'password_change',
  'password_reset',
  'second_factor_on',
  'second_factor_off',
  'recovery_code_use',
] as const;
export type ToldEvent = (typeof toldEvents)[number];

type Facts = { name: string; locale: Locale; at: Date; address: string | null };

export function securityMail(event: ToldEvent, { name, locale, at, address }: Facts) {
  const where = address ?? translate(locale, 'auth.mail.unknownAddress');
  return {
    subject: translate(locale, `auth.mail.events.${event}.subject`),
    ...writeLetter({
      locale,
      paragraphs: [
        translate(locale, 'auth.mail.greeting', { name }),
        translate(locale, `auth.mail.events.${event}.body`),
        translate(locale, 'auth.mail.when', { at, address: where }),
      ],
      action: { label: translate(locale, 'auth.mail.forgot'), url: `${publicUrl()}/reset` },
      note: translate(locale, 'auth.mail.notYou'),
    }),
  };
}

export type LinkPurpose = 'reset' | 'verify';

export function linkMail(purpose: LinkPurpose, facts: { name: string; locale: Locale; url: string }) {
  const { name, locale, url } = facts;
  return {
    subject: translate(locale, `auth.mail.links.${purpose}.subject`),
    ...writeLetter({
      locale,
      paragraphs: [
        translate(locale, 'auth.mail.greeting', { name }),
        translate(locale, `auth.mail.links.${purpose}.body`),
      ],
      action: { label: translate(locale, `auth.mail.links.${purpose}.action`), url },
      after: [translate(locale, `auth.mail.links.${purpose}.expiry`)],
      note: translate(locale, 'auth.mail.ignore'),
    }),
  };
}
