'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import {
  formatAxis,
  formatBasisPoints,
  formatDate,
  formatDay,
  formatDuration,
  formatMoney,
  shareOf,
} from '#lib/i18n/format.ts';
import { BurnDownDrawing, timeScale } from './charts/burn-down-drawing.tsx';
import { layOutBurnDown, type Outlook, type QuotaStep, type SpentDay } from './charts/burn-down-layout.ts';
import type { BurnDownEvent } from './charts/burn-down-limits.tsx';
import { BurnDownTooltip } from './charts/burn-down-tooltip.tsx';
import type { ChartTableData } from './charts/chart-table.tsx';
import { ChartView, type ChartViewProps } from './charts/chart-view.tsx';
import { forecastAmounts } from './charts/forecast-amounts.ts';
import type { LegendItem } from './charts/legend.tsx';
import { Plot } from './charts/plot.tsx';
import { useClock } from './clock.tsx';
import { Money } from './money.tsx';
import { nearStyle } from './quota-words.ts';

export type BurnDownProps = Pick<
  ChartViewProps,
  'title' | 'fileName' | 'subtitle' | 'footnote' | 'anchor' | 'controls' | 'busy' | 'className'
> & {
  /** In order, without gaps, up to today. */
  days: readonly SpentDay[];
  /** Every change of the quota; empty draws no quota line. */
  quota: readonly QuotaStep[];
  /** Percent of the quota. */
  steps?: readonly number[];
  outlook?: Outlook | null;
  /** RFC 3339: until when the bill is complete. */
  completeThrough?: string | null;
  events?: readonly BurnDownEvent[];
  currency: string;
};

const HEIGHT = 288;
const HOUR = 3_600_000;

/** What was spent to date against the quota, its alert steps, and where it is heading. */
export function BurnDown(props: BurnDownProps) {
  const { days, quota, steps = [], outlook = null, completeThrough = null, events = [], currency } = props;
  const locale = useLocale();
  const t = useTranslations('common.chart');
  const { now, timeZone } = useClock();
  const layout = useMemo(
    () => layOutBurnDown({ days, quota, outlook, now, timeZone }),
    [days, quota, outlook, now, timeZone],
  );
  const spent = days.at(-1)?.spent ?? '0.00';
  const granted = quota.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.granted ?? null;
  const foreseen = outlook && granted !== null && layout && layout.expected.length > 0 ? outlook : null;
  const lags = completeThrough !== null && now.getTime() - Date.parse(completeThrough) > HOUR;
  const forecastOf = (stop: number) =>
    foreseen && granted !== null && layout && stop > layout.now
      ? forecastAmounts(foreseen, { spent, granted }, stop)
      : null;
  const runsOut = () => {
    if (!foreseen) return null;
    const time = formatDate(locale, foreseen.runsOutAt, timeZone, nearStyle(foreseen.runsOutAt, now));
    if (foreseen.latest === null) return t('runsOut', { time });
    const half = (Date.parse(foreseen.latest) - Date.parse(foreseen.earliest)) / 2;
    return half < HOUR / 2
      ? t('runsOut', { time })
      : t('runsOutSpread', { time, spread: formatDuration(locale, half) });
  };
  return (
    <ChartView
      title={props.title}
      aside={
        days.length > 0 ? <Money amount={spent} currency={currency} className="text-soft text-sm" /> : null
      }
      controls={props.controls}
      fileName={props.fileName}
      subtitle={props.subtitle}
      footnote={props.footnote}
      anchor={props.anchor}
      busy={props.busy}
      className={props.className}
      empty={!layout}
      table={tableOf()}
      legend={layout ? legend() : []}
    >
      {layout ? (
        <Plot
          label={props.title}
          height={HEIGHT}
          stops={{
            count: layout.days.length,
            placesAt: (width) => layout.days.map(({ stop }) => timeScale(layout, width)(stop)),
            say: (index) => say(index),
          }}
          draw={(canvas) => (
            <BurnDownDrawing
              canvas={canvas}
              layout={layout}
              steps={steps}
              events={events}
              completeThrough={lags ? Date.parse(completeThrough) : null}
              words={{
                axis: (value) => formatAxis(locale, value),
                day: (day) => formatDay(locale, day, 'dayShort'),
                percent: (step) => formatBasisPoints(locale, step * 100),
                amount: (value) => formatAxis(locale, value),
                change: (value) => `${value < 0 ? '−' : '+'}${formatAxis(locale, Math.abs(value))}`,
                event: { cut_off: t('cutOff'), restore: t('restored') },
                runsOut: runsOut(),
              }}
            />
          )}
          tooltip={(index) => (
            <BurnDownTooltip
              day={days[index]}
              date={layout.days[index]?.day ?? ''}
              forecast={forecastOf(layout.days[index]?.stop ?? 0)}
              granted={granted}
              currency={currency}
              changes={changesOn(index)}
            />
          )}
        />
      ) : (
        <p className="grid place-items-center text-sm text-soft" style={{ height: HEIGHT }}>
          {t('noData')}
        </p>
      )}
    </ChartView>
  );

  function legend(): LegendItem[] {
    return [
      { label: t('spent'), color: 'var(--chart-1)', mark: 'line', amount: spent },
      ...(foreseen
        ? [
            { label: t('forecast'), color: 'var(--chart-1)', mark: 'dashed' as const },
            { label: t('forecastBand'), color: 'var(--chart-1)', mark: 'pale' as const },
          ]
        : []),
      ...(granted === null
        ? []
        : [{ label: t('quota'), color: 'var(--danger-fill)', mark: 'line' as const, amount: granted }]),
      ...(layout && layout.overrun.length > 0 && foreseen
        ? [
            {
              label: t('overrun'),
              color: 'var(--danger)',
              mark: 'dashed' as const,
              amount: foreseen.expectedOverrun,
            },
          ]
        : []),
      ...(lags
        ? [
            {
              label: t('completeTo', { time: formatDate(locale, completeThrough, timeZone, 'minuteShort') }),
              color: 'var(--faint)',
              mark: 'hatched' as const,
            },
          ]
        : []),
    ];
  }

  function changesOn(index: number) {
    const day = layout?.days[index];
    if (!day) return [];
    const until = layout.days[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const within = (at: string) => Date.parse(at) >= day.from && Date.parse(at) < until;
    return [
      ...quota
        .filter(({ at }) => within(at))
        .map(({ at, granted: amount }) => ({ at, label: t('allocated'), amount })),
      ...events
        .filter(({ at }) => within(at))
        .map(({ at, kind }) => ({
          at,
          label: kind === 'cut_off' ? t('cutOff') : t('restored'),
          amount: null,
        })),
    ].sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  function say(index: number): string {
    const day = days[index];
    const date = layout?.days[index];
    if (day) {
      const share = granted === null ? null : shareOf(day.spent, granted);
      const of = share === null ? '' : ` (${t('ofQuota', { percent: formatBasisPoints(locale, share) })})`;
      return `${formatDay(locale, day.day)}: ${currency} ${formatMoney(locale, day.spent)}${of}`;
    }
    const ahead = date ? forecastOf(date.stop) : null;
    return date && ahead
      ? `${formatDay(locale, date.day)}: ${t('forecast')} ${currency} ${formatMoney(locale, ahead.expected)}`
      : '';
  }

  function tableOf(): ChartTableData {
    const money = (amount: string | undefined) =>
      amount === undefined ? { text: '', csv: '' } : { text: <Money amount={amount} />, csv: amount };
    const columns = [t('amount'), t('spent'), t('forecast'), t('low'), t('high')];
    const future = layout?.days.slice(days.length) ?? [];
    return {
      columns: [{ label: t('day') }, ...columns.map((label) => ({ label, align: 'end' as const }))],
      rows: [
        ...days.map((day) => [
          { text: formatDay(locale, day.day), csv: day.day },
          money(day.amount),
          money(day.spent),
          ...[undefined, undefined, undefined].map(money),
        ]),
        ...future.map(({ day, stop }) => {
          const ahead = forecastOf(stop);
          return [
            { text: formatDay(locale, day), csv: day },
            ...[undefined, undefined, ahead?.expected, ahead?.low, ahead?.high].map(money),
          ];
        }),
      ],
    };
  }
}
