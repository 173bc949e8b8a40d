'use client';
import { NextIntlClientProvider } from 'next-intl';
import { type ReactNode, use } from 'react';
import type { Locale } from '#lib/i18n/locale.ts';
import { messagesAt } from './message-store.ts';

type MessagesProviderProps = {
  /** Where the file of messages is; the same text for everybody, so a browser keeps it. */
  href: string;
  locale: Locale;
  now?: Date;
  children: ReactNode;
};

/** The messages of one file, for everything below. Dates take the tenant's zone explicitly, so the default is plain UTC. */
export function MessagesProvider({ href, locale, now, children }: MessagesProviderProps) {
  const messages = use(messagesAt(href));
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC" {...(now && { now })}>
      {children}
    </NextIntlClientProvider>
  );
}
