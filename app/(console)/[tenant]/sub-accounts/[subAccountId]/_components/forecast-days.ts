import type { ForecastDay } from '#components/charts/burn-down-points.ts';
import { formatAmount, roundAmount } from '#lib/money.ts';
import { addDays } from '#lib/periods.ts';

const DAY_MS = 86_400_000n;
/** A chart that is mostly forecast says little about what was spent. */
const MOST_DAYS = 30;
const DAYS_BEYOND = 2;

type Heading = {
  granted: string;
  spent: string;
  perDay: string;
  /** RFC 3339; what the forecast of the quota says. */
  runsOutAt: string;
  earliest: string;
  latest: string | null;
  /** When the spending was last read. */
  readAt: string;
};

/**
 * The forecast day by day after `lastDay`, until a little beyond the day the quota runs out: what is expected, and the
 * range between the slowest and the fastest burn that the forecast's own range stands for. Exact to the nano.
 */
export function forecastDays(lastDay: string, heading: Heading): ForecastDay[] {
  const spent = roundAmount(heading.spent);
  const left = roundAmount(heading.granted) - spent;
  const readAt = Date.parse(heading.readAt);
  if (left <= 0n) return [];
  const rateUntil = (moment: string) => {
    const ms = BigInt(Math.max(1, Date.parse(moment) - readAt));
    return (left * DAY_MS) / ms;
  };
  const perDay = roundAmount(heading.perDay);
  const fast = rateUntil(heading.earliest);
  const slow = heading.latest === null ? 0n : rateUntil(heading.latest);
  // A range that lies in the past is cut at now, so its ends may change places.
  const [low = perDay, , high = perDay] = [slow, perDay, fast].sort((a, b) => (a < b ? -1 : 1));
  const untilOut = Math.ceil((Date.parse(heading.runsOutAt) - readAt) / Number(DAY_MS));
  const count = Math.min(MOST_DAYS, untilOut + DAYS_BEYOND);
  return Array.from({ length: count }, (_, index) => {
    const days = BigInt(index + 1);
    const at = (rate: bigint) => formatAmount(spent + rate * days);
    return {
      day: addDays(lastDay, index + 1),
      expected: at(perDay),
      low: at(low),
      high: at(high),
    };
  });
}
