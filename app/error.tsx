'use client';
import { useTranslations } from 'next-intl';
import { ErrorPanel } from '#components/error-panel.tsx';

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations('broken');
  return (
    <main className="mx-auto w-full max-w-170 p-6">
      <ErrorPanel
        title={<span className="text-base">{t('title')}</span>}
        whatHappened={t('body')}
        whatToDo={t('advice')}
        requestId={error.digest}
        onRetry={retry}
      />
    </main>
  );
}
