/** The languages of the console, mails and cards; the first one is the fallback. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = 'en';
/** The cookie that remembers a person's choice; the address never carries the language. */
export const localeCookie = 'airgate_locale';

/** Whether the text is exactly one of our locales. */
export function isLocale(text: unknown): text is Locale {
  return locales.some((locale) => locale === text);
}

/** The locale for one language tag of any case (`zh`, `zh-TW`, `EN_us`), or null when we do not speak it. */
export function matchLocale(tag: string): Locale | null {
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
  if (primary === 'zh') return 'zh-CN';
  if (primary === 'en') return 'en';
  return null;
}

/**
 * The reader's locale: the remembered choice, then the best supported tag of an Accept-Language header
 * (RFC 9110 quality values), then the fallback. Never throws on a malformed header.
 */
export function pickLocale(request: {
  cookie?: string | null | undefined;
  acceptLanguage?: string | null | undefined;
}): Locale {
  if (isLocale(request.cookie)) return request.cookie;
  const wishes = (request.acceptLanguage ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...params] = part.split(';');
      const quality = params
        .map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1])
        .find((q) => q !== undefined);
      return { locale: matchLocale(tag), quality: quality === undefined ? 1 : Number(quality), order };
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.order - b.order);
  return wishes.find((wish) => wish.locale !== null)?.locale ?? defaultLocale;
}
