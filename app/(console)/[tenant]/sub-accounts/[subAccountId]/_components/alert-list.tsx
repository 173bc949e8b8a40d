'use client';
import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { AlertStateBadge, SeverityMark } from '#app/(console)/[tenant]/alerts/_components/alert-badges.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { usePages } from './use-pages.ts';

type AlertListProps = {
  subAccountId: string;
  limit: number;
  /** Offers the pages after the first. */
  paged?: boolean;
};

/** The alerts about one sub-account, newest first, each a link to its page. */
export function AlertList({ subAccountId, limit, paged }: AlertListProps) {
  const t = useTranslations('subAccounts.alerts');
  const trpc = useTRPC();
  const { slug } = useTenant();
  const client = useTRPCClient();
  const input = { subAccountId, limit };
  const alerts = usePages({
    queryKey: trpc.alerts.list.queryKey(input),
    fetchPage: (cursor) => client.alerts.list.query({ ...input, ...cursor }),
    refetchInterval: 15_000,
  });
  const { items } = alerts;
  if (alerts.isError && !items) {
    return (
      <div className="p-4">
        <ProblemPanel error={alerts.error} onRetry={() => void alerts.refetch()} />
      </div>
    );
  }
  if (!items) {
    return (
      <div aria-busy className="space-y-3 p-4">
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={<BellRing />} title={t('empty')} className="py-8">
        {t('emptyBody')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {items.map((alert) => (
          <li
            key={alert.id}
            className="relative flex min-h-10 items-center gap-3 px-4 py-2 text-sm transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2"
          >
            <SeverityMark severity={alert.severity} quiet={alert.state === 'resolved'} />
            <Link
              href={`/${slug}/alerts?peek=${alert.id}`}
              className="min-w-0 flex-1 outline-none after:absolute after:inset-0"
            >
              {alert.subject}
            </Link>
            <span className="shrink-0 max-sm:hidden">
              <AlertStateBadge state={alert.state} />
            </span>
            <Ago time={alert.createdAt} className="w-16 shrink-0 text-right text-faint text-xs" />
          </li>
        ))}
      </ul>
      {paged && alerts.hasNextPage ? (
        <div className="border-line border-t p-2 text-center">
          <Button
            variant="ghost"
            pending={alerts.isFetchingNextPage}
            onClick={() => void alerts.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
