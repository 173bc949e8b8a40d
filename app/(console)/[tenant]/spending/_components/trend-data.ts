import { addAmounts, byAmountDescending, subtractAmounts } from '#components/amounts.ts';
import type { Series, TrendPoint } from '#components/charts/series.ts';
import { roundAmount } from '#lib/money.ts';
import { type DayRange, everyDay } from './period.ts';
import {
  breakdownInput,
  type Dimension,
  MOST_NAMES,
  type SpendingFilters,
  type SpendingPage,
} from './spending-table.ts';

/** How many names get days of their own; the rest of each day is one series more. */
const MOST_SERIES = 10;
/** How many series a chart draws in a colour of their own. */
const DRAWN = 6;
export const restSeries = '__rest';

type ListInput = SpendingFilters & { groupBy: Dimension | 'day'; limit: number; cursor?: string };
export type ReadSpending = (input: ListInput) => Promise<SpendingPage>;

export type Trend = { points: TrendPoint[]; series: Series[]; rest: number };

/** What tells one row of a breakdown from the others, and what to call it; null is spending of no sub-account. */
function nameOf(row: SpendingPage['items'][number], by: Dimension): { id: string; label: string } {
  if (by === 'subAccount') return { id: row.subAccountId ?? '', label: row.subAccountName ?? '' };
  const name = row[by] ?? '';
  return { id: name, label: name };
}

/** Rows of one name added up: a project is listed once for each sub-account that it counted for. */
export function mergeNames(rows: SpendingPage['items'], by: Dimension) {
  const merged = new Map<string, { id: string; label: string; amount: string }>();
  for (const row of rows) {
    const { id, label } = nameOf(row, by);
    merged.set(id, { id, label, amount: addAmounts(merged.get(id)?.amount ?? '0', row.amount) });
  }
  return [...merged.values()].toSorted((a, b) => byAmountDescending(a.amount, b.amount));
}

/** Spending per day, split by the largest names; what they leave of a day's total is the rest. */
export async function readTrend(
  read: ReadSpending,
  filters: SpendingFilters,
  by: Dimension,
  range: DayRange,
): Promise<Trend> {
  const ranking = await read(breakdownInput(filters, by));
  const names = mergeNames(ranking.items, by);
  const top = names.slice(0, MOST_SERIES);
  const [totals, ...parts] = await Promise.all([
    readDays(read, filters),
    ...top.map(({ id }) => readDays(read, { ...filters, ...filterOf(by, id) })),
  ]);
  const points = everyDay(range).map((key) => {
    const amounts = Object.fromEntries(top.map(({ id }, index) => [id, parts[index]?.get(key) ?? '0.00']));
    const rest = subtractAmounts(totals?.get(key) ?? '0', addAmounts(...Object.values(amounts)));
    return { key, amounts: { ...amounts, [restSeries]: rest } };
  });
  const rest = addAmounts(...points.map(({ amounts }) => amounts[restSeries] ?? '0'));
  return {
    points,
    series: [...top.map(({ id, label }) => ({ id, label })), ...restOf(names, top, rest)],
    rest: names.length - top.length,
  };
}

type Named = { id: string; label: string; amount: string };

/**
 * The series behind the largest ones. Where the chart will fold the rest away with the smaller of them, the names in it
 * stand beside it without amounts, so that the chart counts as many names as there are.
 */
function restOf(names: readonly Named[], top: readonly Named[], amount: string): Series[] {
  if (roundAmount(amount) === 0n) return [];
  const rest = { id: restSeries, label: '' };
  const smallestDrawn = top[DRAWN - 1];
  const folded = smallestDrawn !== undefined && byAmountDescending(smallestDrawn.amount, amount) < 0;
  const others = names.slice(top.length + 1).map(({ id, label }) => ({ id, label }));
  return folded ? [rest, ...others] : [rest];
}

function filterOf(by: Dimension, id: string): SpendingFilters {
  if (by === 'project') return { project: id };
  if (by === 'product') return { product: id };
  return id ? { subAccountId: id } : { unattributed: true };
}

async function readDays(read: ReadSpending, filters: SpendingFilters): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page: SpendingPage = await read({
      ...filters,
      groupBy: 'day',
      limit: MOST_NAMES,
      ...(cursor ? { cursor } : {}),
    });
    for (const { day, amount } of page.items) if (day) days.set(day, amount);
    cursor = page.nextCursor;
  } while (cursor);
  return days;
}
