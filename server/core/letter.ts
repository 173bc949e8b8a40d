/** The one form of mails to people: paragraphs, perhaps a link as a button, a quiet last line. As text and as HTML. */
import type { Locale } from '#lib/i18n/locale.ts';

type Action = { label: string; url: string };

export type Letter = {
  locale: Locale;
  paragraphs: string[];
  action?: Action;
  /** The other way to answer, beside the first. */
  otherAction?: Action;
  /** Between the button and the last line. */
  after?: string[];
  note: string;
};

export function writeLetter({ locale, paragraphs, action, otherAction, after = [], note }: Letter) {
  const actions = [action, otherAction].filter((each) => each !== undefined);
  const links = actions.map(({ label, url }) => `${label}:\n${url}`);
  return {
    text: [...paragraphs, ...links, ...after, note].join('\n\n'),
    html: [
      `<div lang="${locale}" style="font:14px/1.6 system-ui,sans-serif;color:#1c1d21;max-width:560px">`,
      ...paragraphs.map(paragraph),
      actions.map(button).join(''),
      ...after.map(paragraph),
      `<p style="margin:0;color:#6b6e76">${escapeHtml(note)}</p></div>`,
    ].join(''),
  };
}

const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;

const button = ({ label, url }: Action) =>
  [
    `<p style="margin:0 0 16px"><a href="${escapeHtml(url)}" style="display:inline-block;padding:8px 16px;`,
    `border-radius:6px;background:#1c1d21;color:#fff;text-decoration:none">${escapeHtml(label)}</a></p>`,
  ].join('');

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
