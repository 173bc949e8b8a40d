'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { ChartTooltip } from '#components/charts/tooltip.tsx';
import { useClock } from '#components/clock.tsx';
import { CompareChart, compareColors } from '#components/compare-chart.tsx';
import { Money } from '#components/money.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDay, formatMoney } from '#lib/i18n/format.ts';
import { dayOf } from '#lib/periods.ts';
import type { Summary } from './attention.ts';
import { type ComparedDay, compareMonths } from './month-compare.ts';

/** This month's spending over last month's. */
export function MonthPanel() {
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const summary = useQuery(trpc.spending.summary.queryOptions({}, { enabled }));
  if (!enabled) return null;
  if (summary.data) return <MonthChart summary={summary.data} />;
  if (summary.isError) {
    return <ProblemPanel error={summary.error} onRetry={() => void summary.refetch()} />;
  }
  return <Skeleton className="h-92 w-full rounded-lg" />;
}

type Mode = 'sum' | 'day';

const { now, before } = compareColors;

function MonthChart({ summary }: { summary: Summary }) {
  const t = useTranslations('overview.trend');
  const locale = useLocale();
  const { slug } = useTenant();
  const clock = useClock();
  const [mode, setMode] = useState<Mode>('sum');
  const today = dayOf(clock.now, clock.timeZone);
  const days = useMemo(
    () => compareMonths(summary.byDay, summary.month, today),
    [summary.byDay, summary.month, today],
  );
  const [nowKey, beforeKey] =
    mode === 'sum' ? (['nowSum', 'beforeSum'] as const) : (['now', 'before'] as const);
  const points = days.map((day) => ({
    label: String(day.day),
    now: day[nowKey],
    before: day[beforeKey],
  }));
  return (
    <CompareChart
      title={t('title')}
      aside={
        <SegmentedControl
          label={t('mode')}
          value={mode}
          onValueChange={setMode}
          segments={[
            { value: 'sum', label: t('sum') },
            { value: 'day', label: t('day') },
          ]}
        />
      }
      fileName={`${slug}-spending-${summary.month}`}
      table={tableOf(days, nowKey, beforeKey, {
        day: t('dayOfMonth'),
        now: t('thisMonth'),
        before: t('lastMonth'),
      })}
      anchor="trend"
      legend={[
        { label: t('thisMonth'), color: now, amount: summary.thisMonth },
        { label: t('lastMonth'), color: before, mark: 'dashed', amount: summary.lastMonth },
      ]}
      points={points}
      kind={mode === 'sum' ? 'line' : 'bars'}
      say={(index) => {
        const point = points[index];
        const amount = point?.now ?? point?.before;
        return point && amount
          ? `${t('onDay', { day: point.label })}: ${summary.currency} ${formatMoney(locale, amount)}`
          : '';
      }}
      tooltip={(index) => {
        const day = days[index];
        return day ? <DayTooltip day={day} mode={mode} currency={summary.currency} /> : null;
      }}
    />
  );

  function tableOf(
    rows: readonly ComparedDay[],
    mine: 'now' | 'nowSum',
    theirs: 'before' | 'beforeSum',
    words: { day: string; now: string; before: string },
  ) {
    const cell = (amount: string | null) =>
      amount === null ? { text: '', csv: '' } : { text: <Money amount={amount} />, csv: amount };
    return {
      columns: [
        { label: words.day },
        { label: words.now, align: 'end' as const },
        { label: words.before, align: 'end' as const },
      ],
      rows: rows.map((row) => [
        { text: String(row.day), csv: String(row.day) },
        cell(row[mine]),
        cell(row[theirs]),
      ]),
    };
  }
}

function DayTooltip({ day, mode, currency }: { day: ComparedDay; mode: Mode; currency: string }) {
  const t = useTranslations('overview.trend');
  const locale = useLocale();
  const [mine, theirs] = mode === 'sum' ? [day.nowSum, day.beforeSum] : [day.now, day.before];
  const row = (date: string | null, amount: string | null, color: string) =>
    date === null || amount === null ? [] : [{ label: formatDay(locale, date, 'dayShort'), amount, color }];
  return (
    <ChartTooltip
      title={mode === 'sum' ? t('sumTo', { day: day.day }) : t('onDay', { day: day.day })}
      currency={currency}
      rows={[...row(day.thisDay, mine, now), ...row(day.lastDay, theirs, before)]}
    />
  );
}
