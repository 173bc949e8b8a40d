'use client';
import './globals.css';
import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import enCommon from '#lib/i18n/en/common.json' with { type: 'json' };
import { defaultLocale, type Locale, localeCookie, pickLocale } from '#lib/i18n/locale.ts';
import zhCommon from '#lib/i18n/zh/common.json' with { type: 'json' };

const words = { en: enCommon, 'zh-CN': zhCommon };

/** The root layout itself failed, so nothing of it is here: no providers, only words and a way to try again. */
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
  const { error: text, actions } = words[locale];
  return (
    <html lang={locale}>
      <body>
        <title>{text.pageTitle}</title>
        <main className="mx-auto grid min-h-dvh max-w-125 content-center gap-3 p-6 text-sm">
          <h1 className="font-semibold text-lg">{text.pageTitle}</h1>
          <p className="text-soft">{text.pageBody}</p>
          <p className="text-soft">{text.pageAdvice}</p>
          {error.digest ? (
            <p className="text-faint text-xs">
              {text.requestId} <code className="font-mono text-soft">{error.digest}</code>
            </p>
          ) : null}
          <Button className="w-fit" onClick={retry}>
            <RotateCcw aria-hidden />
            {actions.retry}
          </Button>
        </main>
      </body>
    </html>
  );
}
