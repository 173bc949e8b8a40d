import { AppError } from '#lib/errors.ts';
import { basisPoints, formatAmount, MAX_AMOUNT } from '#lib/money.ts';
import { addDays, dateOfDay, dayOf, daysBetween, startOfDay } from '#lib/periods.ts';

/** The step at which a quota is used up; in hundredths of a percent `LIMIT_BP`. */
export const LIMIT_STEP = 100;
const LIMIT_BP = 10_000;

type Counters = { granted: bigint; spent: bigint; reserved: bigint };

/**
 * What an allocation makes of a quota. Throws when a deduction would go below what is spent or held, naming the largest
 * possible one, and when the quota would grow past every bound.
 */
export function decideAllocation(open: Counters | null, amount: bigint, currency: string) {
  const { granted, spent, reserved } = open ?? { granted: 0n, spent: 0n, reserved: 0n };
  if (amount === 0n) {
    throw new AppError('invalid_input', 'amount_zero', {
      fields: [{ path: 'amount', message: 'amount_zero' }],
    });
  }
  const after = granted + amount;
  const used = spent + reserved;
  // A negative total (refunds) still leaves no quota below zero.
  const floor = used > 0n ? used : 0n;
  if (amount < 0n && after < floor) {
    const left = granted > floor ? granted - floor : 0n;
    const params = { spent: formatAmount(used), max: formatAmount(left), currency };
    throw new AppError('limit_exceeded', 'deduction_too_large', { params });
  }
  if (after > MAX_AMOUNT) {
    throw new AppError('limit_exceeded', 'quota_too_large', {
      params: { max: formatAmount(MAX_AMOUNT), currency },
    });
  }
  const shareBefore = basisPoints(spent, granted);
  const shareAfter = basisPoints(spent, after);
  return {
    granted: after,
    // A deduction can reach steps by itself, and a first allocation can meet spending: those steps have to fire.
    armedAbove: open === null ? 0 : Math.min(shareBefore, shareAfter),
    clears: open !== null && shareBefore >= LIMIT_BP && shareAfter < LIMIT_BP,
  };
}

/** A sub-account's alert steps: its own or the tenant's, and the limit itself. */
export function effectiveSteps(own: readonly number[], tenantSteps: readonly number[]): number[] {
  return [...(own.length > 0 ? own : tenantSteps), LIMIT_STEP];
}

export function severityOf(step: number): 'info' | 'warning' | 'critical' {
  if (step >= LIMIT_STEP) return 'critical';
  return step >= 80 ? 'warning' : 'info';
}

/** Days that the burn rate looks back, and how far ahead a forecast dares to look. */
const BURN_DAYS = 7;
const HORIZON_MS = 3_650n * 86_400_000n;
const DAY_MS = 86_400_000n;
const HOUR_MS = 3_600_000;

export type Burn = { perDay: bigint; deviation: bigint; days: number; from: Date; through: Date };

/** The complete billing days to look at: the last seven, or fewer when it has counted for less. Null before the first. */
export function burnWindow(
  today: string,
  countsFrom: string | null,
): { from: string; through: string } | null {
  if (countsFrom === null) return null;
  const week = addDays(today, -BURN_DAYS);
  const from = countsFrom > week ? countsFrom : week;
  return from < today ? { from, through: addDays(today, -1) } : null;
}

/** Mean and mean absolute deviation per day; days without a record count as zero. */
export function burnRate(
  window: { from: string; through: string },
  byDay: ReadonlyMap<string, bigint>,
): Burn {
  const days = daysBetween(window.from, window.through) + 1;
  const count = BigInt(days);
  const amounts = Array.from({ length: days }, (_, i) => byDay.get(addDays(window.from, i)) ?? 0n);
  const perDay = amounts.reduce((sum, a) => sum + a, 0n) / count;
  const deviation = amounts.reduce((sum, a) => sum + (a > perDay ? a - perDay : perDay - a), 0n) / count;
  return { perDay, deviation, days, from: dateOfDay(window.from), through: dateOfDay(window.through) };
}

/**
 * When the quota runs out at the burn rate, counted from the last reading; the range takes one mean deviation more and
 * less. `lagHours` is how late the bill usually is: what is spent meanwhile is the expected overrun. Null without burn.
 */
export function forecast(
  { granted, spent }: { granted: bigint; spent: bigint },
  { perDay, deviation }: Pick<Burn, 'perDay' | 'deviation'>,
  { readAt, now, lagHours }: { readAt: Date; now: Date; lagHours: number },
) {
  const remaining = granted > spent ? granted - spent : 0n;
  const at = (rate: bigint): Date | null => {
    if (rate <= 0n) return null;
    const ms = (remaining * DAY_MS) / rate;
    return ms > HORIZON_MS ? null : new Date(Math.max(now.getTime(), readAt.getTime() + Number(ms)));
  };
  const runsOutAt = at(perDay);
  if (!runsOutAt) return null;
  return {
    runsOutAt,
    earliest: at(perDay + deviation) ?? runsOutAt,
    latest: at(perDay - deviation),
    expectedOverrun: (perDay * BigInt(lagHours)) / 24n,
    overrunHours: lagHours,
  };
}

/**
 * Until when spending is complete: the end of the last day that the split bill covers, or of the last day that even
 * the slowest bill had covered when it was read; whichever is later.
 */
export function freshness(
  seen: { checkedAt: Date | null; splitThrough: Date | null },
  cloud: { billTimeZone: string; costLagHours: readonly [number, number] },
  now: Date,
) {
  const { checkedAt, splitThrough } = seen;
  if (!checkedAt) return { source: null, completeThrough: null, lagHours: null, checkedAt: null };
  const zone = cloud.billTimeZone;
  // Whole billing days only: a day is complete or it is not.
  const settled = dayOf(new Date(checkedAt.getTime() - cloud.costLagHours[1] * HOUR_MS), zone);
  const bySplit = splitThrough ? addDays(splitThrough.toISOString().slice(0, 10), 1) : settled;
  const end = startOfDay([settled, bySplit].sort()[1] ?? settled, zone);
  const completeThrough = new Date(Math.min(end.getTime(), checkedAt.getTime()));
  return {
    source: splitThrough ? ('split' as const) : ('detail' as const),
    completeThrough,
    lagHours: Math.max(0, Math.round((now.getTime() - completeThrough.getTime()) / HOUR_MS)),
    checkedAt,
  };
}
