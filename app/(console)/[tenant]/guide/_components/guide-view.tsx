'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { GuideCard } from './guide-card.tsx';
import { useDismiss } from './use-dismiss.ts';
import { useGuide } from './use-guide.ts';

/** The guide on a page of its own, also after it was put away. */
export function GuideView() {
  const t = useTranslations('guide');
  const title = t('title');
  const crumbs = useMemo(() => [{ label: title }], [title]);
  const { data: guide, error, refetch, allowed } = useGuide();
  const { dismiss, bringBack } = useDismiss();
  const notAllowed = useTranslations('common')('notAllowed');
  if (!allowed) return <p className="text-soft text-sm">{notAllowed}</p>;
  if (!guide) {
    return error ? (
      <ProblemPanel error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-100 w-full rounded-lg" />
    );
  }
  return (
    <div className="space-y-4">
      <PageChrome crumbs={crumbs} />
      {guide.dismissed ? (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-sunken px-4 py-2.5 text-sm text-soft">
          {t('card.hidden')}
          <Button size="sm" onClick={bringBack}>
            {t('card.show')}
          </Button>
        </div>
      ) : null}
      <GuideCard guide={guide} onDismiss={guide.dismissed ? undefined : dismiss} />
    </div>
  );
}
