'use client';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { Toaster } from '#components/ui/toast.tsx';
import type { Locale } from '#lib/i18n/locale.ts';
import { ClockProvider } from './clock.tsx';
import { MessagesProvider } from './messages-provider.tsx';

type ProvidersProps = {
  locale: Locale;
  /** Address of the messages that every page has. */
  messages: string;
  /** The server's moment, so that the first client render says the same. */
  now: Date;
  /** For the one inline script, which sets the theme before the first paint. */
  nonce: string | undefined;
  children: ReactNode;
};

/** What every page stands in: language, clock, theme, address state, toasts. */
export function Providers({ locale, messages, now, nonce, children }: ProvidersProps) {
  return (
    <MessagesProvider href={messages} locale={locale} now={now}>
      <ThemeProvider
        attribute="class"
        defaultTheme="system"
        enableSystem
        disableTransitionOnChange
        {...(nonce ? { nonce } : {})}
      >
        <NuqsAdapter>
          <ClockProvider>{children}</ClockProvider>
        </NuqsAdapter>
        <Toaster />
      </ThemeProvider>
    </MessagesProvider>
  );
}
