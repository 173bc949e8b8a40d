'use server';
import { cookies } from 'next/headers';
import { isLocale, localeCookie } from '#lib/i18n/locale.ts';

/** Remembers the language for the gallery's own frame. */
export async function setGalleryLocale(locale: string): Promise<void> {
  if (isLocale(locale)) (await cookies()).set(localeCookie, locale, { sameSite: 'lax', path: '/' });
}

export async function doNothing(): Promise<void> {}
