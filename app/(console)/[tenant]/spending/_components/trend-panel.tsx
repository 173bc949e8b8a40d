'use client';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { TrendChart } from '#components/trend-chart.tsx';
import { cn } from '#components/ui/cn.ts';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { dimensions } from './spending-table.ts';
import { restSeries } from './trend-data.ts';
import type { SpendingState } from './use-spending-state.ts';
import { useTrend } from './use-trend.ts';

/** Spending per day, stacked by what the reader chooses. */
export function TrendPanel({ state }: { state: SpendingState }) {
  const t = useTranslations('spending');
  const { slug, currency } = useTenant();
  const trend = useTrend(state);
  const { by, range } = state;
  const nameless = by === 'subAccount' ? t('noName.subAccount') : t(`noName.${by}`);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
        <span aria-hidden className="text-soft text-xs">
          {t('trend.by')}
        </span>
        <SegmentedControl
          label={t('trend.by')}
          value={by}
          onValueChange={state.setBy}
          segments={dimensions.map((value) => ({ value, label: t(`trend.${value}`) }))}
        />
      </div>
      {trend.data ? (
        <TrendChart
          title={t(`trend.title.${by}`)}
          points={trend.data.series.length > 0 ? trend.data.points : []}
          series={trend.data.series.map(({ id, label }) => ({
            id,
            label: id === restSeries ? t('trend.rest', { count: trend.data.rest }) : label || nameless,
          }))}
          currency={currency}
          fileName={`${slug}-spending-${range.from}-${range.to}-${by}`}
          className={cn('overflow-x-clip transition-opacity', trend.isPlaceholderData && 'opacity-60')}
        />
      ) : trend.isError ? (
        <ProblemPanel
          error={trend.error}
          onRetry={() => void trend.refetch()}
          retrying={trend.isRefetching}
        />
      ) : (
        <Skeleton className="h-92 w-full rounded-lg" />
      )}
    </div>
  );
}
