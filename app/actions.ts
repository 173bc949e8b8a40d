'use server';
import { cookies } from 'next/headers';
import { isLocale, type Locale, localeCookie } from '#lib/i18n/locale.ts';

const A_YEAR = 365 * 24 * 3600;

/** Remembers the language for this browser. */
export async function setLocale(locale: Locale): Promise<void> {
  if (!isLocale(locale)) return;
  (await cookies()).set(localeCookie, locale, { maxAge: A_YEAR, sameSite: 'lax', path: '/' });
}
