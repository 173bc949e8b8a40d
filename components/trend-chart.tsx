'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatAxis, formatDay, toDrawingNumber } from '#lib/i18n/format.ts';
import { addAmounts } from './amounts.ts';
import { axisProps, ChartLegend, ChartTooltip } from './charts/chart-parts.tsx';
import { type ChartTable, ChartView } from './charts/chart-view.tsx';
import { otherSeries, type RankedSeries, rankSeries, type Series, type TrendPoint } from './charts/series.ts';
import { Money } from './money.tsx';

type TrendChartProps = {
  title: string;
  /** `key` is a calendar day; amounts are decimal strings by series id. */
  points: readonly TrendPoint[];
  series: readonly Series[];
  currency: string;
  /** How many series keep a colour of their own, at most six. */
  top?: number;
  kind?: 'bars' | 'area';
  fileName: string;
  className?: string;
};

/** Spending per day, stacked by product or project. */
export function TrendChart({
  title,
  points,
  series,
  currency,
  top,
  kind = 'bars',
  fileName,
  className,
}: TrendChartProps) {
  const locale = useLocale();
  const t = useTranslations('common.chart');
  const ranked = useMemo(() => rankSeries(points, series, top), [points, series, top]);
  const name = (one: RankedSeries) =>
    one.id === otherSeries ? t('other', { count: ranked.folded }) : one.label;
  const total = addAmounts(...ranked.series.map((one) => one.total));
  const drawn = ranked.points.map((point) => ({
    key: point.key,
    point,
    ...Object.fromEntries(
      ranked.series.map((one) => [one.id, toDrawingNumber(point.amounts[one.id] ?? '0')]),
    ),
  }));
  const table: ChartTable = {
    columns: [
      { label: t('day') },
      ...[...ranked.series.map(name), t('total')].map((label) => ({ label, align: 'end' as const })),
    ],
    rows: ranked.points.map((point) => {
      const amounts = ranked.series.map((one) => point.amounts[one.id] ?? '0.00');
      return [
        { text: formatDay(locale, point.key), csv: point.key },
        ...[...amounts, addAmounts(...amounts)].map((amount) => ({
          text: <Money amount={amount} />,
          csv: amount,
        })),
      ];
    }),
  };
  const Chart = kind === 'bars' ? BarChart : AreaChart;
  return (
    <ChartView
      title={title}
      aside={<Money amount={total} currency={currency} className="text-soft text-sm" />}
      fileName={fileName}
      table={table}
      legend={
        <ChartLegend
          items={ranked.series.map((one) => ({
            label: name(one),
            color: one.color,
            value: <Money amount={one.total} className="text-ink" />,
          }))}
        />
      }
      {...(className ? { className } : {})}
    >
      <div className="h-60">
        {points.length === 0 ? (
          <p className="grid h-full place-items-center text-sm text-soft">{t('noData')}</p>
        ) : (
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 240 }}>
            <Chart
              data={drawn}
              margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
              barCategoryGap="20%"
              accessibilityLayer={false}
            >
              <CartesianGrid vertical={false} stroke="var(--line)" />
              <XAxis
                {...axisProps}
                dataKey="key"
                minTickGap={32}
                tickFormatter={(day: string) => formatDay(locale, day, 'dayShort')}
              />
              <YAxis
                {...axisProps}
                axisLine={false}
                width={44}
                tickFormatter={(value: number) => formatAxis(locale, value)}
              />
              <Tooltip
                cursor={kind === 'bars' ? { fill: 'var(--hover)' } : { stroke: 'var(--control)' }}
                isAnimationActive={false}
                content={({ active, label }) => {
                  const point = active ? ranked.points.find((known) => known.key === label) : undefined;
                  if (!point) return null;
                  const amounts = ranked.series.map((one) => point.amounts[one.id] ?? '0');
                  return (
                    <ChartTooltip
                      title={formatDay(locale, point.key)}
                      currency={currency}
                      rows={[
                        ...ranked.series.map((one, index) => ({
                          label: name(one),
                          amount: amounts[index] ?? '0',
                          color: one.color,
                        })),
                        { label: t('total'), amount: addAmounts(...amounts), strong: true },
                      ]}
                    />
                  );
                }}
              />
              {ranked.series.map((one) =>
                kind === 'bars' ? (
                  <Bar
                    key={one.id}
                    dataKey={one.id}
                    stackId="all"
                    fill={one.color}
                    stroke="var(--surface)"
                    strokeWidth={1}
                    maxBarSize={36}
                    isAnimationActive={false}
                  />
                ) : (
                  <Area
                    key={one.id}
                    dataKey={one.id}
                    stackId="all"
                    fill={one.color}
                    fillOpacity={0.85}
                    stroke="var(--surface)"
                    strokeWidth={1}
                    isAnimationActive={false}
                  />
                ),
              )}
            </Chart>
          </ResponsiveContainer>
        )}
      </div>
    </ChartView>
  );
}
