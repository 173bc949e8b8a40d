'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { BurnDown } from '#components/burn-down.tsx';
import { useCan } from '#components/can.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { forecastDays } from './forecast-days.ts';
import { useDayProjects, useSpending } from './use-spending.ts';

export const spans = ['7', '30', '90'] as const;
export type Span = (typeof spans)[number];

type BurnDownPanelProps = { account: SubAccountDetailOut; span: Span; onSpan: (span: Span) => void };

/** Spending to date against the quota, with where it is heading; on hover the projects of a day. */
export function BurnDownPanel({ account, span, onSpan }: BurnDownPanelProps) {
  const t = useTranslations('subAccounts.overview');
  const trpc = useTRPC();
  const mayReadQuota = useCan('quota:read');
  const quota = useQuery(
    trpc.quotas.get.queryOptions({ subAccountId: account.id }, { enabled: mayReadQuota }),
  ).data;
  const spending = useSpending(account.id, span);
  const projects = useDayProjects(account.id, span);
  const byDay = spending.data?.byDay;
  const days = useMemo(
    () => (byDay ?? []).map(({ day, cumulative }) => ({ day, spent: cumulative, projects: projects(day) })),
    [byDay, projects],
  );
  if (spending.isError) {
    return <ProblemPanel error={spending.error} onRetry={() => void spending.refetch()} />;
  }
  if (!spending.data) return <Skeleton className="h-88 w-full rounded-lg" />;
  const last = days.at(-1)?.day;
  const { forecast, burn } = quota ?? {};
  const heading =
    quota && forecast && burn
      ? { ...quota, ...forecast, perDay: burn.perDay, readAt: quota.freshness.checkedAt ?? forecast.earliest }
      : null;
  return (
    <div className="space-y-3">
      <SegmentedControl
        label={t('span')}
        value={span}
        onValueChange={onSpan}
        segments={spans.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
      />
      <BurnDown
        title={t('burnDown')}
        days={days}
        forecast={last && heading ? forecastDays(last, heading) : []}
        limit={quota?.enforced ? quota.granted : null}
        steps={account.alertSteps}
        currency={spending.data.currency}
        fileName={`${account.userName}-burn-down`}
      />
    </div>
  );
}
