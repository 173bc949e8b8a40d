'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatAxis, formatBasisPoints, formatDay, toDrawingNumber } from '#lib/i18n/format.ts';
import { burnDownPoints, type ForecastDay, niceTicks, type SpentDay } from './charts/burn-down-points.ts';
import { axisProps, ChartLegend, ChartTooltip } from './charts/chart-parts.tsx';
import { type ChartTable, ChartView } from './charts/chart-view.tsx';
import { Money } from './money.tsx';

type BurnDownProps = {
  title: string;
  days: readonly SpentDay[];
  forecast?: readonly ForecastDay[];
  /** Null draws no quota line. */
  limit: string | null;
  /** Percent of the quota. */
  steps?: readonly number[];
  currency: string;
  fileName: string;
  className?: string;
};

/** What was spent to date against the quota, its alert steps, and where it is heading. */
export function BurnDown({
  title,
  days,
  forecast = [],
  limit,
  steps = [],
  currency,
  fileName,
  className,
}: BurnDownProps) {
  const locale = useLocale();
  const t = useTranslations('common.chart');
  const points = useMemo(() => burnDownPoints(days, forecast), [days, forecast]);
  const last = days.at(-1);
  const quota = limit === null ? null : toDrawingNumber(limit);
  const highest = Math.max(
    quota ?? 0,
    ...points.map((point) => Math.max(point.spent ?? 0, point.band?.[1] ?? 0)),
  );
  const ticks = niceTicks(highest);
  const money = (amount: string | undefined) =>
    amount === undefined ? { text: '', csv: '' } : { text: <Money amount={amount} />, csv: amount };
  const table: ChartTable = {
    columns: [
      { label: t('day') },
      ...[t('spent'), t('forecast'), t('low'), t('high')].map((label) => ({ label, align: 'end' as const })),
    ],
    rows: [
      ...days.map((day) => [
        { text: formatDay(locale, day.day), csv: day.day },
        money(day.spent),
        money(undefined),
        money(undefined),
        money(undefined),
      ]),
      ...forecast.map((day) => [
        { text: formatDay(locale, day.day), csv: day.day },
        money(undefined),
        money(day.expected),
        money(day.low),
        money(day.high),
      ]),
    ],
  };
  const legend = [
    { label: t('spent'), color: 'var(--chart-1)' },
    ...(forecast.length > 0 ? [{ label: t('forecast'), color: 'var(--chart-1)', dashed: true }] : []),
    ...(limit === null
      ? []
      : [
          {
            label: t('quota'),
            color: 'var(--danger-fill)',
            value: <Money amount={limit} className="text-ink" />,
          },
        ]),
  ];
  return (
    <ChartView
      title={title}
      aside={last ? <Money amount={last.spent} currency={currency} className="text-soft text-sm" /> : null}
      fileName={fileName}
      table={table}
      legend={<ChartLegend items={legend} />}
      {...(className ? { className } : {})}
    >
      <div className="h-64">
        {points.length === 0 ? (
          <p className="grid h-full place-items-center text-sm text-soft">{t('noData')}</p>
        ) : (
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 256 }}>
            <ComposedChart
              data={points}
              margin={{ top: 8, right: 36, bottom: 0, left: 0 }}
              accessibilityLayer={false}
            >
              <CartesianGrid vertical={false} stroke="var(--line)" />
              <XAxis
                {...axisProps}
                dataKey="day"
                minTickGap={32}
                tickFormatter={(day: string) => formatDay(locale, day, 'dayShort')}
              />
              <YAxis
                {...axisProps}
                axisLine={false}
                width={44}
                ticks={ticks}
                domain={[0, ticks.at(-1) ?? 1]}
                tickFormatter={(value: number) => formatAxis(locale, value)}
              />
              <Area
                dataKey="band"
                stroke="none"
                fill="var(--chart-1)"
                fillOpacity={0.12}
                isAnimationActive={false}
                activeDot={false}
              />
              <Area
                dataKey="spent"
                stroke="var(--chart-1)"
                strokeWidth={2}
                fill="var(--chart-1)"
                fillOpacity={0.08}
                isAnimationActive={false}
              />
              <Line
                dataKey="expected"
                stroke="var(--chart-1)"
                strokeWidth={2}
                strokeDasharray="5 4"
                dot={false}
                activeDot={false}
                isAnimationActive={false}
              />
              {quota === null
                ? null
                : steps.map((step) => (
                    <ReferenceLine
                      key={step}
                      y={(quota * step) / 100}
                      stroke="var(--control)"
                      strokeDasharray="2 4"
                      label={{
                        value: formatBasisPoints(locale, step * 100),
                        position: 'right',
                        fill: 'var(--faint)',
                        fontSize: 12,
                      }}
                    />
                  ))}
              {quota === null ? null : (
                <ReferenceLine
                  y={quota}
                  stroke="var(--danger-fill)"
                  strokeWidth={1.5}
                  label={{
                    value: formatBasisPoints(locale, 10_000),
                    position: 'right',
                    fill: 'var(--danger)',
                    fontSize: 12,
                  }}
                />
              )}
              {last && forecast.length > 0 ? (
                <ReferenceLine
                  x={last.day}
                  stroke="var(--line-strong)"
                  label={{ value: t('today'), position: 'insideTopLeft', fill: 'var(--faint)', fontSize: 12 }}
                />
              ) : null}
              <Tooltip
                cursor={{ stroke: 'var(--control)' }}
                isAnimationActive={false}
                content={({ active, label }) => {
                  if (!active) return null;
                  const spent = days.find((day) => day.day === label);
                  const ahead = forecast.find((day) => day.day === label);
                  if (spent) return <SpentTooltip day={spent} currency={currency} />;
                  if (!ahead) return null;
                  return (
                    <ChartTooltip
                      title={formatDay(locale, ahead.day)}
                      currency={currency}
                      rows={[
                        { label: t('forecast'), amount: ahead.expected, strong: true },
                        { label: t('low'), amount: ahead.low },
                        { label: t('high'), amount: ahead.high },
                      ]}
                    />
                  );
                }}
              />
            </ComposedChart>
          </ResponsiveContainer>
        )}
      </div>
    </ChartView>
  );
}

function SpentTooltip({ day, currency }: { day: SpentDay; currency: string }) {
  const locale = useLocale();
  const t = useTranslations('common.chart');
  return (
    <ChartTooltip
      title={formatDay(locale, day.day)}
      currency={currency}
      rows={[{ label: t('spent'), amount: day.spent, strong: true }]}
    >
      {day.projects && day.projects.length > 0 ? (
        <div className="mt-1.5 border-line border-t pt-1.5">
          <p className="mb-0.5 text-faint">{t('dayBreakdown')}</p>
          <ul>
            {day.projects.map((project) => (
              <li key={project.name} className="flex justify-between gap-4">
                <span className="truncate text-soft">{project.name}</span>
                <Money amount={project.amount} className="text-ink" />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </ChartTooltip>
  );
}
