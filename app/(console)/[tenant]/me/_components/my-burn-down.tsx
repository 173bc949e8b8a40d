'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { rangeText } from '#app/(console)/[tenant]/spending/_components/use-words.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { BurnDown } from '#components/burn-down.tsx';
import { useClock } from '#components/clock.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDate } from '#lib/i18n/format.ts';
import type { MySubAccount } from '#server/requests/schema.ts';

const DAYS = 30;

/** Spending to date against the quota, with where it is heading. */
export function MyBurnDown({ account }: { account: MySubAccount }) {
  const words = useTranslations('subAccounts.overview');
  const chart = useTranslations('common.chart');
  const locale = useLocale();
  const { timeZone } = useClock();
  const trpc = useTRPC();
  const mine = useQuery(
    trpc.requests.mySubAccount.queryOptions(
      { subAccountId: account.id, days: DAYS },
      { refetchInterval: 60_000 },
    ),
  );
  const { spending, quota } = mine.data ?? {};
  const days = useMemo(
    () => (spending?.byDay ?? []).map(({ day, amount, cumulative }) => ({ day, amount, spent: cumulative })),
    [spending],
  );
  const steps = useMemo(
    () => (spending?.epochs ?? []).map(({ startsAt, granted }) => ({ at: startsAt, granted })),
    [spending],
  );
  const outlook = useMemo(
    () =>
      quota?.forecast
        ? { ...quota.forecast, readAt: quota.freshness.checkedAt ?? quota.forecast.earliest }
        : null,
    [quota],
  );
  if (mine.isError && !mine.data) {
    return <ProblemPanel error={mine.error} onRetry={() => void mine.refetch()} className="m-4" />;
  }
  if (!spending) return <Skeleton className="m-4 h-80" />;
  const { from, to, currency, freshness } = spending;
  return (
    <BurnDown
      className="border-0"
      title={words('burnDown')}
      anchor={`burn-down-${account.id}`}
      days={days}
      quota={steps}
      steps={account.alertSteps}
      outlook={outlook}
      completeThrough={freshness.completeThrough}
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
