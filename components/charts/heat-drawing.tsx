'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { HeatState } from '#components/heat-calendar.tsx';
import { formatAxis, formatDay } from '#lib/i18n/format.ts';
import { addDays } from '#lib/periods.ts';
import { Hatch, textLook } from './axes.tsx';
import { heatColors } from './colors.ts';
import { type HeatCell, heatLevel, mondayOf, monthLabels, outline } from './heat-layout.ts';

/** From one cell to the next, and the cell itself, in pixels. */
export const PITCH = 24;
const CELL = 20;
export const TOP = 22;
export const LEFT = 38;
export const HEIGHT = TOP + 7 * PITCH;

export const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

/** The upper left corner of a cell. */
export const placeOf = ({ column, row }: Pick<HeatCell, 'column' | 'row'>) => ({
  x: LEFT + column * PITCH,
  y: TOP + row * PITCH,
});

type HeatDrawingProps = {
  id: string;
  cells: readonly HeatCell[];
  amountOf: (day: string) => number;
  stateOf: (day: string) => HeatState;
  bounds: readonly number[];
  isChosen: (day: string) => boolean;
  /** Where the usual weekdays are drawn, if there is room for them. */
  aside: { from: number; to: number } | null;
};

/** Names of months and weekdays, a cell for each day, and a line around the chosen ones. */
export function HeatDrawing({ id, cells, amountOf, stateOf, bounds, isChosen, aside }: HeatDrawingProps) {
  const locale = useLocale();
  const monday = mondayOf(cells[0]?.day ?? '2026-01-05');
  return (
    <>
      <Hatch id={`${id}-part`} color="var(--surface)" gap={5} />
      <Hatch id={`${id}-none`} color="var(--control)" gap={5} />
      {[0, 2, 4, 6].map((row) => (
        <text
          key={row}
          {...textLook}
          x={LEFT - 8}
          y={TOP + row * PITCH + CELL / 2}
          dy="0.32em"
          textAnchor="end"
        >
          {formatDay(locale, addDays(monday, row), 'weekday')}
        </text>
      ))}
      {monthLabels(cells).map(({ month, column }) => (
        <text key={month} {...textLook} x={placeOf({ column, row: 0 }).x} y={12}>
          {formatDay(locale, `${month}-01`, 'monthShort')}
        </text>
      ))}
      {cells.map((cell) => (
        <Cell
          key={cell.day}
          cell={cell}
          id={id}
          state={stateOf(cell.day)}
          level={heatLevel(amountOf(cell.day), bounds)}
        />
      ))}
      <g stroke="var(--ink)" strokeWidth={2} strokeLinecap="square">
        {outline(cells, isChosen).map(([x1, y1, x2, y2]) => (
          <line
            key={`${x1} ${y1} ${x2} ${y2}`}
            x1={LEFT + x1 * PITCH - 2}
            x2={LEFT + x2 * PITCH - 2}
            y1={TOP + y1 * PITCH - 2}
            y2={TOP + y2 * PITCH - 2}
          />
        ))}
      </g>
      {aside ? (
        <Weekdays
          {...aside}
          cells={cells.filter(({ day }) => stateOf(day) === 'complete' || stateOf(day) === 'unbilled')}
          amountOf={amountOf}
        />
      ) : null}
    </>
  );
}

type CellProps = { cell: HeatCell; id: string; state: HeatState; level: number };

function Cell({ cell, id, state, level }: CellProps) {
  const box = { ...placeOf(cell), width: CELL, height: CELL, rx: 4 };
  return (
    <>
      <rect {...box} fill={heatColors[level] ?? heatColors[0]} fillOpacity={state === 'outside' ? 0.45 : 1} />
      {state === 'incomplete' ? <rect {...box} fill={`url(#${id}-part)`} opacity={0.7} /> : null}
      {state === 'unbilled' ? <rect {...box} fill={`url(#${id}-none)`} opacity={0.55} /> : null}
    </>
  );
}

type WeekdaysProps = {
  from: number;
  to: number;
  cells: readonly HeatCell[];
  amountOf: (day: string) => number;
};

/** What each weekday cost on average, in line with its row. */
function Weekdays({ from, to, cells, amountOf }: WeekdaysProps) {
  const locale = useLocale();
  const t = useTranslations('common.chart');
  const means = weekdays.map((row) => {
    const own = cells.filter((cell) => cell.row === row).map(({ day }) => Math.max(0, amountOf(day)));
    return own.length > 0 ? own.reduce((sum, amount) => sum + amount, 0) / own.length : 0;
  });
  const most = Math.max(...means);
  if (!(most > 0)) return null;
  const long = (mean: number) => Math.max(1, (mean / most) * (to - from - 56));
  return (
    <g>
      <text {...textLook} x={from} y={12}>
        {t('weekdayMean')}
      </text>
      {weekdays.map((row) => {
        const mean = means[row] ?? 0;
        const y = TOP + row * PITCH;
        return (
          <g key={row}>
            <rect x={from} y={y + 6} width={long(mean)} height={8} rx={2} fill="var(--chart-1)" />
            <text {...textLook} x={from + long(mean) + 8} y={y + CELL / 2} dy="0.32em">
              {formatAxis(locale, mean >= 100 ? Math.round(mean) : mean)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
