'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { TeamSearch } from '#app/(console)/[tenant]/teams/_components/team-search.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

type Pages = {
  items: readonly unknown[] | undefined;
  isError: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};

type PagedCardProps = {
  pages: Pages;
  search: { value: string; onChange: (value: string) => void; label: string };
  actions?: ReactNode;
  /** Where the team has none at all. */
  empty: ReactNode;
  /** The table of what has been read. */
  children: ReactNode;
};

/** A list of the team's, searched and read on at a press. */
export function PagedCard({ pages, search, actions, empty, children }: PagedCardProps) {
  const t = useTranslations('teams');
  const { items } = pages;
  const words = search.value.trim();
  if (items?.length === 0 && !words) return <Card>{empty}</Card>;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <TeamSearch {...search} clear={t('clearSearch')} />
        {actions}
      </div>
      <Card className="overflow-hidden">
        {pages.isError && !items ? (
          <div className="p-4">
            <ProblemPanel error={pages.error} onRetry={() => void pages.refetch()} />
          </div>
        ) : !items ? (
          <div aria-busy className="space-y-4 p-4">
            <Skeleton className="w-full" />
            <Skeleton className="w-full" />
            <Skeleton className="w-full" />
          </div>
        ) : items.length === 0 ? (
          <p className="px-4 py-10 text-center text-sm text-soft">{t('page.noMatch', { query: words })}</p>
        ) : (
          children
        )}
        {pages.hasNextPage ? (
          <div className="border-line border-t p-2 text-center">
            <Button
              variant="ghost"
              pending={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              {t('page.more')}
            </Button>
          </div>
        ) : null}
      </Card>
    </div>
  );
}
