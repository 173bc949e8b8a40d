'use client';
import { useLocale, useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { TrendChart } from '#components/trend-chart.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { dimensions } from '#lib/choices.ts';
import { addDays } from '#lib/periods.ts';
import { useTrend } from './use-figures.ts';
import type { SpendingState } from './use-spending-state.ts';
import { rangeText, useCompleteness, useNameOf, useSubtitle } from './use-words.ts';

/** Spending per day, stacked by what the reader chooses; a click shows one day alone. */
export function TrendPanel({ state }: { state: SpendingState }) {
  const t = useTranslations('spending');
  const locale = useLocale();
  const { slug, currency } = useTenant();
  const trend = useTrend(state);
  const nameOf = useNameOf();
  const complete = useCompleteness(state.filters);
  const subtitle = useSubtitle(state.filters, state.range);
  const { by, range, before } = state;
  if (trend.isError && !trend.data) {
    return (
      <ProblemPanel error={trend.error} onRetry={() => void trend.refetch()} retrying={trend.isRefetching} />
    );
  }
  if (!trend.data) return <Skeleton className="h-96 w-full rounded-lg" />;
  return (
    <TrendChart
      title={t(`trend.title.${by}`)}
      anchor="trend"
      controls={
        <SegmentedControl
          label={t('trend.by')}
          value={by}
          onValueChange={state.setBy}
          segments={dimensions.map((value) => ({ value, label: t(`trend.${value}`) }))}
          className="max-w-full overflow-x-auto [&>*]:shrink-0"
        />
      }
      days={trend.data.days.map((day, index) => ({
        ...day,
        ...(before && day.before !== null ? { beforeDay: addDays(before.from, index) } : {}),
      }))}
      series={trend.data.series.map(({ id, name, amount }) => ({ id, label: nameOf(by, name), amount }))}
      rest={trend.data.rest}
      currency={currency}
      completeDay={complete.day}
      beforeLabel={before ? rangeText(locale, before) : undefined}
      onPick={state.pick}
      fileName={`${slug}-spending-${range.from}-${range.to}-${by}`}
      subtitle={subtitle}
      footnote={complete.footnote}
      busy={trend.isPlaceholderData}
    />
  );
}
