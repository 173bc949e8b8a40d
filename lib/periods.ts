/** Periods as half-open intervals, and the days of a calendar, both in a time zone. Days are `YYYY-MM-DD`. */

export const periodKinds = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** From `start` up to, not including, `end`. `key` names it: `2026-11-20`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`. */
export type Period = {
  kind: PeriodKind;
  key: string;
  start: Date;
  end: Date;
  firstDay: string;
  lastDay: string;
};

const DAY_MS = 86_400_000;

/** The period of a kind that an instant lies in. Weeks start on Monday and are numbered as in ISO 8601. */
export function periodOf(kind: PeriodKind, instant: Date, timeZone: string): Period {
  const { first, next, key } = bounds[kind](dayOf(instant, timeZone));
  const start = startOfDay(first, timeZone);
  return { kind, key, start, end: startOfDay(next, timeZone), firstDay: first, lastDay: addDays(next, -1) };
}

type Bounds = { first: string; next: string; key: string };

const bounds: Record<PeriodKind, (day: string) => Bounds> = {
  day: (day) => ({ first: day, next: addDays(day, 1), key: day }),
  week: (day) => {
    const first = addDays(day, -((weekday(day) + 6) % 7));
    return { first, next: addDays(first, 7), key: weekKey(first) };
  },
  month: (day) => {
    const month = monthOf(day);
    return { first: `${month}-01`, next: `${addMonths(month, 1)}-01`, key: month };
  },
  quarter: (day) => {
    const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
    const first = `${day.slice(0, 4)}-${String(quarter * 3 + 1).padStart(2, '0')}`;
    return {
      first: `${first}-01`,
      next: `${addMonths(first, 3)}-01`,
      key: `${day.slice(0, 4)}-Q${quarter + 1}`,
    };
  },
  year: (day) => {
    const year = Number(day.slice(0, 4));
    return { first: `${year}-01-01`, next: `${year + 1}-01-01`, key: String(year) };
  },
};

/** The calendar day of an instant; with a cloud's time zone, its billing day. */
export function dayOf(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + offsetMs(instant.getTime(), timeZone)).toISOString().slice(0, 10);
}

/**
 * The first instant of a day. Midnight may be missing or come twice where clocks change at night; then it is the
 * earliest instant that carries the day's date.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = utc(day);
  const offsets = new Set(
    [midnight - DAY_MS, midnight, midnight + DAY_MS].map((at) => offsetMs(at, timeZone)),
  );
  const candidates = [...offsets].map((offset) => midnight - offset).sort((a, b) => a - b);
  const begins = (at: number) =>
    dayOf(new Date(at), timeZone) >= day && dayOf(new Date(at - 1), timeZone) < day;
  return new Date(candidates.find(begins) ?? midnight - offsetMs(midnight, timeZone));
}

export function addDays(day: string, count: number): string {
  return new Date(utc(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to) - utc(from)) / DAY_MS);
}

/** `YYYY-MM` of a day. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function lastDayOfMonth(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

/** A day as a DATE column takes and gives it: midnight UTC. */
export function dateOfDay(day: string): Date {
  return new Date(utc(day));
}

const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const weekday = (day: string) => new Date(utc(day)).getUTCDay();

/** A week belongs to the year of its Thursday. */
function weekKey(monday: string): string {
  const year = addDays(monday, 3).slice(0, 4);
  const week = 1 + Math.floor(daysBetween(`${year}-01-01`, addDays(monday, 3)) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far local time is ahead of UTC at an instant. */
function offsetMs(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    const digits = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...digits, second: '2-digit' });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(at / 1000) * 1000;
}
