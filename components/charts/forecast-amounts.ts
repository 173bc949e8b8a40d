import { formatAmount, roundAmount } from '#lib/money.ts';
import type { Outlook } from './burn-down-layout.ts';

export type ForecastAmounts = { expected: string; low: string; high: string };

/**
 * What will have been spent at a moment, were nothing to stop it: at the burn that reaches the quota when it is expected
 * to, at the slowest and at the fastest. Decimal strings, exact to the nano.
 */
export function forecastAmounts(
  outlook: Outlook,
  { spent, granted }: { spent: string; granted: string },
  at: number,
): ForecastAmounts {
  const total = roundAmount(spent);
  const left = roundAmount(granted) - total;
  const readAt = Date.parse(outlook.readAt);
  const passed = BigInt(Math.max(0, Math.round(at - readAt)));
  const along = (reached: string | null) => {
    if (reached === null) return total;
    const needed = BigInt(Math.max(1, Math.round(Date.parse(reached) - readAt)));
    return total + (left * passed) / needed;
  };
  // A range that lies in the past is cut at now, so its ends may change places.
  const range = [outlook.latest, outlook.runsOutAt, outlook.earliest].map(along);
  const [low = total, expected = total, high = total] = range.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { low: formatAmount(low), expected: formatAmount(expected), high: formatAmount(high) };
}
