import inChinese from '#lib/i18n/api-fields.zh.json' with { type: 'json' };
import type { Locale } from '#lib/i18n/locale.ts';

/** What a field is, in the reader's language. The document itself says it in English, sentence by sentence. */
export function fieldWords(locale: Locale, description: string): string {
  const words: Readonly<Record<string, string>> = inChinese;
  return locale === 'zh-CN' ? (words[description] ?? description) : description;
}
