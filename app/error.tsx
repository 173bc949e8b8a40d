'use client';
import { useTranslations } from 'next-intl';
import { ErrorPanel } from '#components/error-panel.tsx';

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations('common.error');
  return (
    <main className="mx-auto w-full max-w-170 p-6">
      <ErrorPanel
        title={<span className="text-base">{t('pageTitle')}</span>}
        whatHappened={t('pageBody')}
        whatToDo={t('pageAdvice')}
        requestId={error.digest}
        onRetry={retry}
      />
    </main>
  );
}
