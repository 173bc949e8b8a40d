import { addAmounts, byAmountDescending } from '#components/amounts.ts';

export type Series = { id: string; label: string };
/** One day or month: decimal strings by series id; a series that is missing spent nothing. */
export type TrendPoint = { key: string; amounts: Readonly<Record<string, string>> };

/** The id under which everything beyond the largest series is summed. */
export const otherSeries = '__other';

export type RankedSeries = Series & { total: string; color: string };

/** Six colours that stay apart for colour-blind readers; what is left over is always the same grey. */
const chartColors = [
  'var(--chart-1)',
  'var(--chart-2)',
  'var(--chart-3)',
  'var(--chart-4)',
  'var(--chart-5)',
  'var(--chart-6)',
] as const;
const otherColor = 'var(--chart-other)';

/**
 * Ranks series by their total and folds all beyond `top` (at most six) into one other series. Amounts are summed as
 * decimals, so the table under a chart adds up to the nano.
 */
export function rankSeries(
  points: readonly TrendPoint[],
  series: readonly Series[],
  top: number = chartColors.length,
): { series: RankedSeries[]; folded: number; points: TrendPoint[] } {
  const limit = Math.min(top, chartColors.length);
  const totals = series
    .map((one) => ({ ...one, total: addAmounts(...points.map((point) => point.amounts[one.id] ?? '0')) }))
    .sort((a, b) => byAmountDescending(a.total, b.total));
  const kept = totals
    .slice(0, limit)
    .map((one, index) => ({ ...one, color: chartColors[index] ?? otherColor }));
  const rest = totals.slice(limit);
  if (rest.length === 0) return { series: kept, folded: 0, points: [...points] };
  const folded = points.map((point) => ({
    key: point.key,
    amounts: {
      ...point.amounts,
      [otherSeries]: addAmounts(...rest.map((one) => point.amounts[one.id] ?? '0')),
    },
  }));
  const other = {
    id: otherSeries,
    label: '',
    total: addAmounts(...rest.map((one) => one.total)),
    color: otherColor,
  };
  return { series: [...kept, other], folded: rest.length, points: folded };
}
