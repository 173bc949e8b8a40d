'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { rangeText } from '#app/(console)/[tenant]/spending/_components/use-words.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { BurnDown } from '#components/burn-down.tsx';
import type { Outlook } from '#components/charts/burn-down-layout.ts';
import { useClock } from '#components/clock.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDate } from '#lib/i18n/format.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { allSagas, type Span, spans } from './inputs.ts';
import { type Quota, useQuota } from './use-quota.ts';
import { useDayProjects, useSpending } from './use-spending.ts';

type BurnDownPanelProps = { account: SubAccountDetailOut; span: Span; onSpan: (span: Span) => void };

/** Spending to date against the quota, with where it is heading; on hover the projects of a day. */
export function BurnDownPanel({ account, span, onSpan }: BurnDownPanelProps) {
  const t = useTranslations('subAccounts.overview');
  const chart = useTranslations('common.chart');
  const noName = useTranslations('spending.noName')('project');
  const locale = useLocale();
  const { timeZone } = useClock();
  const trpc = useTRPC();
  const quota = useQuota(account.id);
  const spending = useSpending(account.id, span);
  const projects = useDayProjects(account.id, span);
  const sagas = useQuery(trpc.cutOff.list.queryOptions(allSagas(account.id))).data;
  const { byDay, epochs } = spending.data ?? {};
  const days = useMemo(
    () =>
      (byDay ?? []).map(({ day, amount, cumulative }) => {
        const known = projects.get(day);
        const named = known?.projects.map(({ name, amount: part }) => ({
          name: name || noName,
          amount: part,
        }));
        return {
          day,
          amount,
          spent: cumulative,
          ...(known && named ? { projects: named, projectCount: known.projectCount } : {}),
        };
      }),
    [byDay, projects, noName],
  );
  const steps = useMemo(
    () => (epochs ?? []).map(({ startsAt, granted }) => ({ at: startsAt, granted })),
    [epochs],
  );
  const outlook = useMemo(() => outlookOf(quota), [quota]);
  const events = useMemo(
    () => (sagas?.items ?? []).map(({ kind, startedAt }) => ({ kind, at: startedAt })),
    [sagas],
  );
  if (spending.isError && !spending.data) {
    return <ProblemPanel error={spending.error} onRetry={() => void spending.refetch()} />;
  }
  if (!spending.data) return <Skeleton className="h-102 w-full rounded-lg" />;
  const { from, to, currency, freshness } = spending.data;
  return (
    <BurnDown
      title={t('burnDown')}
      anchor="burn-down"
      controls={
        <SegmentedControl
          label={t('span')}
          value={span}
          onValueChange={onSpan}
          segments={spans.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
        />
      }
      days={days}
      quota={steps}
      steps={account.alertSteps}
      outlook={outlook}
      completeThrough={freshness.completeThrough}
      events={events}
      currency={currency}
      fileName={`${account.userName}-burn-down-${from}-${to}`}
      subtitle={`${account.userName} · ${rangeText(locale, { from, to })}`}
      footnote={
        freshness.completeThrough
          ? chart('completeTo', { time: formatDate(locale, freshness.completeThrough, timeZone, 'minute') })
          : undefined
      }
    />
  );
}

/** The quota's forecast as the chart takes it; null where nothing is foreseen. */
function outlookOf(quota: Quota | undefined): Outlook | null {
  const { forecast, freshness } = quota ?? {};
  return forecast ? { ...forecast, readAt: freshness?.checkedAt ?? forecast.earliest } : null;
}
