import { AppError, type ErrorReason } from '#lib/errors.ts';
import { addDays, addMonths, daysBetween, lastDayOfMonth, monthOf, startOfDay } from '#lib/periods.ts';
import type { BillSlice, BillSource } from '#server/clouds/provider.ts';

/** Days that every check reads again, today included. */
const RECENT_DAYS = 4;
/** Months before this one that a deep check reads again: bills of a month are final only well into the next. */
const MONTHS_BACK = 2;

const sources: readonly BillSource[] = ['detail', 'split'];

/**
 * What a check reads, the freshest news first: the last days one by one from both bills; a deep one then the whole of
 * this month and of the two before.
 */
export function planSlices(today: string, deep: boolean): BillSlice[] {
  const days = recentDays(today);
  const months = Array.from({ length: MONTHS_BACK + 1 }, (_, i) => addMonths(monthOf(today), -i));
  return [
    ...sources.flatMap((source) => days.map((day) => ({ source, month: monthOf(day), day }))),
    ...(deep ? months.flatMap((month) => sources.map((source) => ({ source, month }))) : []),
  ];
}

/** Newest first. */
export function recentDays(today: string): string[] {
  return Array.from({ length: RECENT_DAYS }, (_, i) => addDays(today, -i));
}

/** The billing days of a slice, both ends included. */
export function daysOf({ month, day }: BillSlice): { from: string; through: string } {
  return day ? { from: day, through: day } : { from: `${month}-01`, through: lastDayOfMonth(month) };
}

/** All days that a check may have touched. */
export function reachOf(today: string, deep: boolean): { from: string; through: string } {
  const from = addDays(today, 1 - RECENT_DAYS);
  const month = `${addMonths(monthOf(today), -MONTHS_BACK)}-01`;
  // A month's slice holds the whole month, corrections of days to come included.
  return { from: deep && month < from ? month : from, through: lastDayOfMonth(monthOf(today)) };
}

/** What a bill says of one day: `total` exact, in 1e-18 of the currency. */
export type DayTotal = { total: bigint; rows: number };
export type Lag = { timeZone: string; lagHours: number };

/**
 * Which bill counts for a day. The split bill names every project but comes late: it counts once it says at least as
 * much as the early one, or once it has had its time. Where there is none at all, the early one stays.
 */
export function effectiveSource(
  day: string,
  { detail, split }: { detail: DayTotal | null; split: DayTotal | null },
  now: Date,
  lag: Lag,
): BillSource {
  if (!split || split.rows === 0) return detail && detail.rows > 0 ? 'detail' : 'split';
  if (!detail || detail.rows === 0 || split.total >= detail.total) return 'split';
  return isSettled(day, now, lag) ? 'split' : 'detail';
}

/** Whether even the slowest bill has had its time for the day. */
export function isSettled(day: string, now: Date, { timeZone, lagHours }: Lag): boolean {
  return startOfDay(addDays(day, 1), timeZone).getTime() + lagHours * 3_600_000 <= now.getTime();
}

/** A running check without a sign of life for so long has lost its run. */
export const LOST_AFTER_MS = 15 * 60_000;

export function isLost(progressAt: Date, now: Date): boolean {
  return now.getTime() - progressAt.getTime() > LOST_AFTER_MS;
}

/** The schedule begins two checks of an account at least this far apart, also after one that was begun by hand. */
export const SHORTEST_GAP_MS = 40_000;

/**
 * The last moment at which a check was due: the interval's grid, moved by an offset that the account's id decides, so
 * that accounts do not come all at once.
 */
export function lastDueAt(cloudAccountId: string, intervalMinutes: number, now: Date): Date {
  const interval = intervalMinutes * 60_000;
  const phase = phaseOf(cloudAccountId) % interval;
  return new Date(Math.floor((now.getTime() - phase) / interval) * interval + phase);
}

export function isDue(last: Date | null, dueAt: Date): boolean {
  return last === null || last < dueAt;
}

/** FNV-1a of the id, in milliseconds. */
function phaseOf(id: string): number {
  let hash = 2_166_136_261;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619) >>> 0;
  return hash;
}

/** The longest range of days that can be asked for. */
const MAX_RANGE_DAYS = 400;

/** The days asked for, by default this month up to today. Throws `day_range` when they are the wrong way round or too many. */
export function dayRange(asked: { from?: string | undefined; to?: string | undefined }, today: string) {
  const to = asked.to ?? (asked.from && asked.from > today ? asked.from : today);
  const from = asked.from ?? `${monthOf(to)}-01`;
  if (from > to || daysBetween(from, to) >= MAX_RANGE_DAYS) {
    const fields = [{ path: 'from', message: 'day_range' }];
    throw new AppError('invalid_input', 'day_range', { params: { max: MAX_RANGE_DAYS }, fields });
  }
  return { from, to };
}

/** The days to compare with, or null where none are named; one end alone is that single day. */
export function comparedRange(asked: { compareFrom?: string | undefined; compareTo?: string | undefined }) {
  const [from, to] = [asked.compareFrom ?? asked.compareTo, asked.compareTo ?? asked.compareFrom];
  return from && to ? dayRange({ from, to }, to) : null;
}

/**
 * A range by months: the first days of the `whole` ones, and the days `around` them. `open` is a last month that the range
 * has from its beginning on: whole as well, if nothing is on the days from its end `through` the month's.
 */
export function monthsIn({ from, to }: { from: string; to: string }) {
  const months = [monthOf(from)];
  for (let month = monthOf(from); month < monthOf(to); ) {
    month = addMonths(month, 1);
    months.push(month);
  }
  const pieces = months.map((month) => {
    const [first, through] = [`${month}-01`, lastDayOfMonth(month)];
    return { first, through, from: from > first ? from : first, to: to < through ? to : through };
  });
  const begun = pieces.filter((piece) => piece.from === piece.first);
  return {
    whole: begun.filter((piece) => piece.to === piece.through).map(({ first }) => first),
    open: begun.find((piece) => piece.to < piece.through) ?? null,
    around: pieces.filter((piece) => piece.from > piece.first),
  };
}

/** Every day of a range, in order. */
export function everyDay(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
}

const FINAL: readonly ErrorReason[] = [
  'cloud_credential_refused',
  'cloud_denied',
  'cloud_account_disconnected',
  'provider_unavailable',
  'bill_currency',
  'bill_unreadable',
  'check_closed',
  'not_found',
];

/** Whether trying again at once is useless. */
export function isFinal(error: unknown): boolean {
  return error instanceof AppError && FINAL.includes(error.reason);
}

/** Whether the failure is one of the contact with the cloud, which the account's badge should show. */
export function isContactFailure(reason: string): boolean {
  return reason.startsWith('cloud_') && reason !== 'cloud_account_disconnected';
}
