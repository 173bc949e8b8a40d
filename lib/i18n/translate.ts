import { createTranslator } from 'next-intl';
import type { Locale } from './locale.ts';
import { type Messages, messagesFor } from './messages.ts';

type Leaf<Shape, Path extends string = ''> = {
  [Key in keyof Shape & string]: Shape[Key] extends string
    ? `${Path}${Key}`
    : Leaf<Shape[Key], `${Path}${Key}.`>;
}[keyof Shape & string];

/** Every message by its full path: `status.active`, `common.actions.retry`. */
export type MessageKey = Leaf<Messages>;
export type MessageParams = Record<string, string | number | Date>;

type Translator = (key: MessageKey, params?: MessageParams) => string;

const translators = new Map<string, Translator>();

function translatorFor(locale: Locale, timeZone: string): Translator {
  const id = `${locale} ${timeZone}`;
  const known = translators.get(id);
  if (known) return known;
  const translator = createTranslator({ locale, messages: messagesFor(locale), timeZone });
  const made: Translator = (key, params) => translator(key, params);
  translators.set(id, made);
  return made;
}

/**
 * A message outside React: mails, chat cards, API errors. Dates inside a message are written in `timeZone`
 * (UTC unless given). Throws nothing: an unknown parameter leaves the key, as on the screen.
 */
export function translate(
  locale: Locale,
  key: MessageKey,
  params?: MessageParams,
  options?: { timeZone: string },
): string {
  return translatorFor(locale, options?.timeZone ?? 'UTC')(key, params);
}
