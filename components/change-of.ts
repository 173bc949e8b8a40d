import { roundAmount } from '#lib/money.ts';

const WHOLE = 10_000n;
const MOST = 1_000_000n;

/** The change from one amount to another in hundredths of a percent of the first; null where nothing was before. */
export function changeOf(now: string, before: string): number | null {
  const base = roundAmount(before);
  if (base <= 0n) return null;
  const points = ((roundAmount(now) - base) * WHOLE) / base;
  return Number(points > MOST ? MOST : points < -MOST ? -MOST : points);
}
