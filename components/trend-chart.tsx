'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { formatAxis, formatDay, formatMoney, toDrawingNumber } from '#lib/i18n/format.ts';
import { addAmounts } from './amounts.ts';
import { BottomLabels, Grid, Hatch, room } from './charts/axes.tsx';
import type { ChartTableData } from './charts/chart-table.tsx';
import { ChartView, type ChartViewProps } from './charts/chart-view.tsx';
import { colorOf, otherColor } from './charts/colors.ts';
import { linePath } from './charts/paths.ts';
import { type Canvas, Plot } from './charts/plot.tsx';
import { labelled, linear, ticksBetween } from './charts/scale.ts';
import { pile, reach } from './charts/stack.ts';
import { ChartTooltip, TooltipPart } from './charts/tooltip.tsx';
import { Money } from './money.tsx';

/** One calendar day; decimal strings. `before` is the day in the same place of the days compared with. */
export type TrendDay = {
  day: string;
  amount: string;
  parts: readonly string[];
  rest: string;
  before: string | null;
  /** The day that `before` stands for. */
  beforeDay?: string | undefined;
};

type TrendChartProps = Pick<
  ChartViewProps,
  'title' | 'fileName' | 'subtitle' | 'footnote' | 'anchor' | 'controls' | 'busy' | 'className'
> & {
  days: readonly TrendDay[];
  /** Largest first; as many as `parts` of a day. */
  series: readonly { id: string; label: string; amount: string }[];
  /** What is in none of the series. */
  rest: { count: number; amount: string };
  currency: string;
  /** Days after this one are not complete; drawn hatched. */
  completeDay?: string | null;
  /** Which days the ghost line stands for. */
  beforeLabel?: string | undefined;
  onPick?: (day: string) => void;
};

const HEIGHT = 248;

/** Spending per day, stacked by its largest names, over the ghost of the days before. */
export function TrendChart(props: TrendChartProps) {
  const { days, series, rest, currency, beforeLabel, onPick, completeDay = null } = props;
  const locale = useLocale();
  const t = useTranslations('common.chart');
  const restLabel = t('other', { count: rest.count });
  const hasRest = rest.count > 0;
  const names = [
    ...series.map(({ label, amount }, index) => ({ label, amount, color: colorOf(index) })),
    ...(hasRest ? [{ label: restLabel, amount: rest.amount, color: otherColor }] : []),
  ];
  const total = addAmounts(...days.map(({ amount }) => amount));
  const ghosts = days.flatMap(({ before }) => before ?? []);
  const compared = beforeLabel !== undefined && ghosts.length > 0;
  const incomplete = completeDay !== null && days.some(({ day }) => day > completeDay);
  const drawn = useMemo(() => {
    const piles = days.map(({ parts, rest: left }) => pile([...parts, left]));
    const ghost = days.map(({ before }) => (compared && before !== null ? toDrawingNumber(before) : null));
    const [low, high] = reach(
      piles,
      ghost.flatMap((value) => value ?? []),
    );
    return { piles, ghost, ticks: ticksBetween(low, high) };
  }, [days, compared]);
  const partsOf = (day: TrendDay) => [...day.parts, ...(hasRest ? [day.rest] : [])];
  const draw = (canvas: Canvas) => (
    <Bars
      {...drawn}
      canvas={canvas}
      days={days}
      colors={names.map(({ color }) => color)}
      completeDay={completeDay}
      write={(value) => formatAxis(locale, value)}
      writeDay={(day) => formatDay(locale, day, 'dayShort')}
    />
  );
  const tooltip = (index: number) => {
    const day = days[index];
    if (!day) return null;
    const amounts = partsOf(day);
    return (
      <ChartTooltip
        title={formatDay(locale, day.day, 'weekDay')}
        currency={currency}
        rows={[
          ...names
            .map(({ label, color }, place) => ({ label, color, amount: amounts[place] ?? '0.00' }))
            .filter(({ amount }) => amount !== '0.00'),
          { label: t('total'), amount: day.amount, strong: true },
        ]}
      >
        {compared && day.before !== null ? (
          <TooltipPart title={t('before')}>
            <p className="flex justify-between gap-4 text-soft">
              {day.beforeDay ? formatDay(locale, day.beforeDay, 'weekDay') : beforeLabel}
              <Money amount={day.before} className="text-ink" />
            </p>
          </TooltipPart>
        ) : null}
        {completeDay !== null && day.day > completeDay ? (
          <p className="mt-1.5 max-w-56 text-pretty text-warning">{t('incompleteDay')}</p>
        ) : null}
      </ChartTooltip>
    );
  };
  return (
    <ChartView
      title={props.title}
      aside={<Money amount={total} currency={currency} className="text-soft text-sm" />}
      controls={props.controls}
      fileName={props.fileName}
      subtitle={props.subtitle}
      footnote={props.footnote}
      anchor={props.anchor}
      busy={props.busy}
      className={props.className}
      empty={names.length === 0}
      table={tableOf()}
      legend={[
        ...names,
        ...(compared
          ? [
              {
                label: t('comparedWith', { days: beforeLabel }),
                amount: addAmounts(...ghosts),
                color: 'var(--control)',
                mark: 'dashed' as const,
              },
            ]
          : []),
        ...(incomplete ? [{ label: t('incomplete'), color: 'var(--faint)', mark: 'hatched' as const }] : []),
      ]}
    >
      {names.length === 0 && !compared ? (
        <p className="grid place-items-center text-sm text-soft" style={{ height: HEIGHT }}>
          {t('noData')}
        </p>
      ) : (
        <Plot
          label={props.title}
          height={HEIGHT}
          draw={draw}
          tooltip={tooltip}
          onPick={onPick ? (index) => days[index] && onPick(days[index].day) : undefined}
          stops={{
            count: days.length,
            placesAt: (width) => days.map((_, index) => slots(width, days.length).middle(index)),
            say: (index) => {
              const day = days[index];
              return day
                ? `${formatDay(locale, day.day)}: ${currency} ${formatMoney(locale, day.amount)}`
                : '';
            },
          }}
        />
      )}
    </ChartView>
  );

  function tableOf(): ChartTableData {
    const columns = [...names.map(({ label }) => label), t('total'), ...(compared ? [beforeLabel] : [])];
    return {
      columns: [{ label: t('day') }, ...columns.map((label) => ({ label, align: 'end' as const }))],
      rows: days.map((day) => [
        { text: formatDay(locale, day.day), csv: day.day },
        ...[...partsOf(day), day.amount].map((amount) => ({ text: <Money amount={amount} />, csv: amount })),
        ...(compared
          ? [
              day.before === null
                ? { text: '–', csv: '' }
                : { text: <Money amount={day.before} />, csv: day.before },
            ]
          : []),
      ]),
    };
  }
}

/** Each day has a slot of the same width; a bar takes most of it, never more than 36 pixels. */
function slots(width: number, count: number) {
  const slot = (width - room.left - room.right) / Math.max(1, count);
  const bar = Math.max(1, Math.min(36, slot > 6 ? slot * 0.76 : slot));
  return { slot, bar, middle: (index: number) => room.left + (index + 0.5) * slot };
}

type BarsProps = {
  canvas: Canvas;
  days: readonly TrendDay[];
  piles: ReturnType<typeof pile>[];
  ghost: (number | null)[];
  ticks: number[];
  colors: readonly string[];
  completeDay: string | null;
  write: (value: number) => string;
  writeDay: (day: string) => string;
};

function Bars({ canvas, days, piles, ghost, ticks, colors, completeDay, write, writeDay }: BarsProps) {
  const { width, height, id, active } = canvas;
  const bottom = height - room.bottom;
  const right = width - room.right;
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, room.top]);
  const { slot, bar, middle } = slots(width, days.length);
  const line = ghost.flatMap((value, index) => (value === null ? [] : [[middle(index), y(value)] as const]));
  return (
    <>
      <Hatch id={`${id}-hatch`} color="var(--surface)" />
      {active === null ? null : (
        <rect
          x={middle(active) - slot / 2}
          width={slot}
          y={room.top}
          height={bottom - room.top}
          fill="var(--hover)"
        />
      )}
      <Grid ticks={ticks} y={y} left={room.left} right={right} format={write} />
      {piles.map((pieces, index) => {
        const day = days[index]?.day ?? '';
        const x = middle(index) - bar / 2;
        return (
          <g key={day}>
            {pieces.map(({ series, low, high }) => {
              const box = {
                x,
                width: bar,
                y: y(high),
                height: Math.max(0.5, y(low) - y(high) - (bar > 4 && low !== 0 ? 1 : 0)),
              };
              return (
                <g key={series}>
                  <rect {...box} fill={colors[series] ?? otherColor} />
                  {completeDay !== null && day > completeDay ? (
                    <rect {...box} fill={`url(#${id}-hatch)`} opacity={0.6} />
                  ) : null}
                </g>
              );
            })}
          </g>
        );
      })}
      <path d={linePath(line)} fill="none" stroke="var(--control)" strokeWidth={1.5} strokeDasharray="4 4" />
      <BottomLabels
        from={room.left}
        to={right}
        top={bottom}
        labels={labelled(days.length, slot, 64).map((index) => ({
          x: middle(index),
          text: writeDay(days[index]?.day ?? ''),
          strong: index === active,
        }))}
      />
    </>
  );
}
