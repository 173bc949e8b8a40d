import { toDrawingNumber } from '#lib/i18n/format.ts';

/** One piece of a bar, from `low` to `high` in the figures' own unit; a refund hangs below zero. */
export type Piece = { series: number; low: number; high: number };

/** Piles amounts of one day on one another, in order: what is above zero upwards, what is below downwards. */
export function pile(amounts: readonly string[]): Piece[] {
  let up = 0;
  let down = 0;
  return amounts.flatMap((amount, series) => {
    const size = toDrawingNumber(amount);
    if (size === 0) return [];
    const from = size > 0 ? up : down;
    if (size > 0) up += size;
    else down += size;
    return [{ series, low: Math.min(from, from + size), high: Math.max(from, from + size) }];
  });
}

/** How far the bars reach. */
export function reach(
  piles: readonly (readonly Piece[])[],
  others: readonly number[] = [],
): [number, number] {
  const pieces = piles.flat();
  return [
    Math.min(0, ...pieces.map((piece) => piece.low), ...others),
    Math.max(0, ...pieces.map((piece) => piece.high), ...others),
  ];
}
