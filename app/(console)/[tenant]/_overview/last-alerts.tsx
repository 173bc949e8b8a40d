'use client';
import { useQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SeverityMark } from '#app/(console)/[tenant]/alerts/_components/alert-badges.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { lastAlerts } from './inputs.ts';

const lines = ['a', 'b', 'c', 'd', 'e'];

/** What was told last. */
export function LastAlerts() {
  const t = useTranslations('overview.alerts');
  const { slug } = useTenant();
  const trpc = useTRPC();
  const enabled = useCan('alert:read');
  const list = useQuery(trpc.alerts.list.queryOptions(lastAlerts, { enabled, refetchInterval: 15_000 }));
  if (!enabled) return null;
  if (list.isError && !list.data) {
    return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />;
  }
  const items = list.data?.items;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <Link
          href={`/${slug}/alerts`}
          className="rounded-sm text-soft text-xs hover:text-ink hover:underline"
        >
          {t('all')}
        </Link>
      </CardHeader>
      {items === undefined ? (
        <div aria-busy className="space-y-5 p-4">
          {lines.map((line) => (
            <Skeleton key={line} className="w-2/3" />
          ))}
        </div>
      ) : items.length === 0 ? (
        <EmptyState icon={<BellRing />} title={t('empty')} className="py-8">
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {items.map((alert) => (
            <li
              key={alert.id}
              className="relative flex min-h-10 items-center gap-3 px-4 py-2 text-sm transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2"
            >
              <SeverityMark severity={alert.severity} quiet={alert.state === 'resolved'} />
              <Link
                href={`/${slug}/alerts?peek=${alert.id}`}
                className={cn(
                  'min-w-0 flex-1 outline-none after:absolute after:inset-0',
                  alert.state === 'open' ? 'text-ink' : 'text-soft',
                )}
              >
                {alert.subject}
              </Link>
              <Ago time={alert.createdAt} className="shrink-0 text-right text-faint text-xs" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
