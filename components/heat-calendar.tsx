'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { formatAxis, formatDay, formatMoney, toDrawingNumber } from '#lib/i18n/format.ts';
import type { ChartTableData } from './charts/chart-table.tsx';
import { ChartView, type ChartViewProps } from './charts/chart-view.tsx';
import { heatColors } from './charts/colors.ts';
import { HeatGrid } from './charts/heat-grid.tsx';
import { heatBounds } from './charts/heat-layout.ts';
import type { LegendItem } from './charts/legend.tsx';
import { ChartTooltip, TooltipNames, TooltipPart } from './charts/tooltip.tsx';
import { Money } from './money.tsx';

export type HeatDay = {
  day: string;
  amount: string;
  /** Bill rows behind it; without any, nothing was billed. */
  rows: number;
  projects: readonly { name: string; amount: string }[];
  projectCount: number;
};

export type HeatState = 'complete' | 'incomplete' | 'unbilled' | 'outside';

type HeatCalendarProps = Pick<
  ChartViewProps,
  'title' | 'fileName' | 'subtitle' | 'footnote' | 'anchor' | 'controls' | 'busy' | 'className'
> & {
  /** In order and without gaps; the last one is the last one shown. */
  days: readonly HeatDay[];
  currency: string;
  /** The last day whose bill is complete. */
  completeDay: string | null;
  /** The days that the page is about, both ends included. */
  chosen?: { from: string; to: string } | null;
  onPick?: ((day: string) => void) | undefined;
  /** What a project without a name is called. */
  noName: string;
};

/** What every day cost, as a calendar: weeks from left to right, and what a usual Monday or Sunday costs beside it. */
export function HeatCalendar(props: HeatCalendarProps) {
  const { days, currency, completeDay, chosen = null, onPick, noName } = props;
  const locale = useLocale();
  const t = useTranslations('common.chart');
  const byDay = useMemo(() => new Map(days.map((day) => [day.day, day])), [days]);
  const bounds = useMemo(() => heatBounds(days.map(({ amount }) => toDrawingNumber(amount))), [days]);
  const firstBilled = days.find(({ rows }) => rows > 0)?.day ?? null;
  const stateOf = (day: string): HeatState => {
    if (firstBilled === null || day < firstBilled) return 'outside';
    if (completeDay !== null && day > completeDay) return 'incomplete';
    return (byDay.get(day)?.rows ?? 0) > 0 ? 'complete' : 'unbilled';
  };
  const notes: Record<HeatState, string | null> = {
    complete: null,
    incomplete: t('incompleteDay'),
    unbilled: t('unbilledDay'),
    outside: t('outsideDay'),
  };
  const amountOf = (day: string) => byDay.get(day)?.amount ?? '0.00';
  const bound = (value: number | undefined) => formatAxis(locale, value ?? 0);
  const legend: LegendItem[] = [
    ...(bounds.length > 0
      ? heatColors.map((color, level) => ({
          color,
          label:
            level === 0
              ? bound(0)
              : level > bounds.length
                ? `> ${bound(bounds.at(-1))}`
                : `≤ ${bound(bounds[level - 1])}`,
        }))
      : []),
    { color: 'var(--faint)', mark: 'hatched', label: t('notComplete') },
  ];
  const billed = days.filter(({ day }) => firstBilled !== null && day >= firstBilled);
  const table: ChartTableData = {
    columns: [{ label: t('day') }, { label: t('total'), align: 'end' }, { label: t('dayBreakdown') }],
    rows: billed.map(({ day, amount, projects, projectCount }) => [
      { text: formatDay(locale, day, 'weekDay'), csv: day },
      { text: <Money amount={amount} />, csv: amount },
      {
        text: <span className="text-soft">{projects.map(({ name }) => name || noName).join(', ')}</span>,
        csv: [
          ...projects.map(({ name, amount: part }) => `${name || noName} ${part}`),
          ...(projectCount > projects.length ? [`+${projectCount - projects.length}`] : []),
        ].join('; '),
      },
    ]),
  };
  return (
    <ChartView
      title={props.title}
      controls={props.controls}
      fileName={props.fileName}
      subtitle={props.subtitle}
      footnote={props.footnote}
      anchor={props.anchor}
      busy={props.busy}
      className={props.className}
      empty={firstBilled === null}
      legend={legend}
      table={table}
    >
      <HeatGrid
        label={props.title}
        last={days.at(-1)?.day ?? ''}
        amountOf={(day) => toDrawingNumber(amountOf(day))}
        stateOf={stateOf}
        bounds={bounds}
        isChosen={(day) => chosen !== null && day >= chosen.from && day <= chosen.to}
        onPick={onPick}
        say={(day) =>
          [
            formatDay(locale, day, 'weekDay'),
            `${currency} ${formatMoney(locale, amountOf(day))}`,
            notes[stateOf(day)],
          ]
            .filter(Boolean)
            .join(', ')
        }
        tooltip={(day) => {
          const known = byDay.get(day);
          const state = stateOf(day);
          const names = (known?.projects ?? []).map(({ name, amount }) => ({ name: name || noName, amount }));
          const more = (known?.projectCount ?? 0) - names.length;
          return (
            <ChartTooltip
              title={formatDay(locale, day, 'weekDay')}
              currency={currency}
              rows={state === 'outside' ? [] : [{ label: t('total'), amount: amountOf(day), strong: true }]}
            >
              {names.length > 0 ? (
                <TooltipPart title={t('dayBreakdown')}>
                  <TooltipNames
                    names={names}
                    more={more > 0 ? t('moreProjects', { count: more }) : undefined}
                  />
                </TooltipPart>
              ) : null}
              {notes[state] ? <p className="mt-1.5 max-w-56 text-pretty text-faint">{notes[state]}</p> : null}
            </ChartTooltip>
          );
        }}
      />
    </ChartView>
  );
}
