import { addDays } from '#lib/periods.ts';
import { roundDown } from './scale.ts';

/** A day's place: its week from the left, its weekday from the top, Monday first. */
export type HeatCell = { day: string; column: number; row: number };

const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export function mondayOf(day: string): string {
  return addDays(day, -weekday(day));
}

/** The cells of `weeks` weeks that end with the week of `last`; days after `last` have none. */
export function heatCells(last: string, weeks: number): HeatCell[] {
  const first = addDays(mondayOf(last), -7 * (weeks - 1));
  const count = 7 * (weeks - 1) + weekday(last) + 1;
  return Array.from({ length: count }, (_, index) => ({
    day: addDays(first, index),
    column: Math.floor(index / 7),
    row: index % 7,
  }));
}

/** Over which columns a month's name stands: where its first day is, if the next name leaves room for it. */
export function monthLabels(cells: readonly HeatCell[], room = 2): { month: string; column: number }[] {
  const starts = cells.filter(({ day }, index) => index === 0 || day.endsWith('-01'));
  const named = starts.map(({ day, column }) => ({ month: day.slice(0, 7), column }));
  return named.filter(({ column }, index) => {
    const next = named[index + 1];
    return !next || next.column - column >= room;
  });
}

/** The upper bounds of the four lower levels of five: round amounts, so that a few extreme days do not pale the rest. */
export function heatBounds(amounts: readonly number[]): number[] {
  const spent = amounts.filter((amount) => amount > 0).sort((a, b) => a - b);
  const high = spent[Math.floor((spent.length - 1) * 0.9)] ?? 0;
  if (high === 0) return [];
  const step = roundDown(high / 4);
  return [1, 2, 3, 4].map((factor) => factor * step);
}

/** 0 for nothing (or a refund), 1 to 5 for what was spent. */
export function heatLevel(amount: number, bounds: readonly number[]): number {
  if (amount <= 0) return 0;
  const level = bounds.findIndex((bound) => amount <= bound);
  return level === -1 ? bounds.length + 1 : level + 1;
}

/** The edges between days that are chosen and days that are not, in cells: `[x1, y1, x2, y2]`. */
export function outline(
  cells: readonly HeatCell[],
  isChosen: (day: string) => boolean,
): [number, number, number, number][] {
  const chosen = new Set(
    cells.filter(({ day }) => isChosen(day)).map(({ column, row }) => `${column} ${row}`),
  );
  const has = (column: number, row: number) => chosen.has(`${column} ${row}`);
  return cells.flatMap(({ column: x, row: y }) => {
    if (!has(x, y)) return [];
    const edges: [boolean, [number, number, number, number]][] = [
      [has(x - 1, y), [x, y, x, y + 1]],
      [has(x + 1, y), [x + 1, y, x + 1, y + 1]],
      [y > 0 && has(x, y - 1), [x, y, x + 1, y]],
      [y < 6 && has(x, y + 1), [x, y + 1, x + 1, y + 1]],
    ];
    return edges.flatMap(([inside, edge]) => (inside ? [] : [edge]));
  });
}

const moves: Record<string, number> = {
  ArrowLeft: -7,
  ArrowRight: 7,
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -28,
  PageDown: 28,
};

/** The cell that a key leads to, by index; null for a key that moves nothing. Stays on the calendar. */
export function moveOn(cells: readonly HeatCell[], from: number, key: string): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return cells.length - 1;
  const by = moves[key];
  if (by === undefined) return null;
  const to = from + by;
  return to >= 0 && to < cells.length ? to : from;
}
