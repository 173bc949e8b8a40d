'use client';
import './globals.css';
import { useEffect, useState } from 'react';
import en from '#lib/i18n/en/broken.json' with { type: 'json' };
import { defaultLocale, type Locale, localeCookie, pickLocale } from '#lib/i18n/locale.ts';
import zh from '#lib/i18n/zh/broken.json' with { type: 'json' };

const words = { en, 'zh-CN': zh };

/**
 * The root layout itself failed, so nothing of it is here: no providers, only words and a way to try again. Every page
 * carries this with it, so it leans on nothing.
 */
export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const [locale, setLocale] = useState<Locale>(defaultLocale);
  useEffect(() => {
    const cookie = document.cookie.split('; ').find((pair) => pair.startsWith(`${localeCookie}=`));
    setLocale(pickLocale({ cookie: cookie?.split('=')[1], acceptLanguage: navigator.languages.join(',') }));
  }, []);
  const text = words[locale];
  return (
    <html lang={locale}>
      <body>
        <title>{text.title}</title>
        <main className="mx-auto grid min-h-dvh max-w-125 content-center gap-3 p-6 text-sm">
          <h1 className="font-semibold text-lg">{text.title}</h1>
          <p className="text-soft">{text.body}</p>
          <p className="text-soft">{text.advice}</p>
          {error.digest ? (
            <p className="text-faint text-xs">
              {text.requestId} <code className="font-mono text-soft">{error.digest}</code>
            </p>
          ) : null}
          <button
            type="button"
            className="h-8 w-fit rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-hover"
            onClick={retry}
          >
            {text.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
