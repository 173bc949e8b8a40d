import { toDrawingNumber } from '#lib/i18n/format.ts';
import { addDays, dayOf, startOfDay } from '#lib/periods.ts';

/** Decimal strings throughout; days are `YYYY-MM-DD`, moments RFC 3339. */
export type SpentDay = {
  day: string;
  /** Everything spent up to the end of that day. */
  spent: string;
  /** Spent on that day. */
  amount: string;
  /** The largest projects of that day, and how many there were. */
  projects?: readonly { name: string; amount: string }[];
  projectCount?: number;
};

/** From `at` on the quota is `granted`. */
export type QuotaStep = { at: string; granted: string };

/** Where the spending is heading: when the quota is reached as expected, at the soonest, and at the latest if at all. */
export type Outlook = {
  /** When the spending was last read. */
  readAt: string;
  runsOutAt: string;
  earliest: string;
  latest: string | null;
  /** What will be spent past the quota in the hours that the bill is late. */
  expectedOverrun: string;
  overrunHours: number;
};

export type BurnDownInput = {
  days: readonly SpentDay[];
  quota: readonly QuotaStep[];
  outlook: Outlook | null;
  now: Date;
  timeZone: string;
};

/** A moment in milliseconds and an amount. */
export type Mark = readonly [at: number, value: number];

export type BurnDownLayout = {
  start: number;
  now: number;
  end: number;
  highest: number;
  spent: Mark[];
  /** Levels of the quota from the left edge on; a change is a step. */
  quota: Mark[];
  /** The quota now, or null without one. */
  limit: number | null;
  expected: Mark[];
  band: Mark[];
  overrun: Mark[];
  /** Every calendar day that the drawing reaches into, with the moment its amount stands at. */
  days: { day: string; from: number; stop: number }[];
};

const HOUR = 3_600_000;
/** A chart that is mostly forecast says little about what was spent. */
const MOST_AHEAD = 0.7;
const LEAST_AHEAD = 0.05;

/** Places everything in time and amount; pixels come later. Null without a single day. */
export function layOutBurnDown({
  days,
  quota,
  outlook,
  now,
  timeZone,
}: BurnDownInput): BurnDownLayout | null {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return null;
  const start = startOfDay(first.day, timeZone).getTime();
  const endOf = (day: string) => startOfDay(addDays(day, 1), timeZone).getTime();
  const present = Math.min(Math.max(now.getTime(), start + 1), endOf(last.day));
  const base = toDrawingNumber(first.spent) - toDrawingNumber(first.amount);
  const spent: Mark[] = [
    [start, base],
    ...days.map((day): Mark => [Math.min(endOf(day.day), present), toDrawingNumber(day.spent)]),
  ];
  const steps = quotaSteps(quota, start, present);
  const limit = steps.at(-1)?.[1] ?? null;
  const total = toDrawingNumber(last.spent);
  const heading =
    outlook && limit !== null && limit > total ? headingOf(outlook, present, total, limit) : null;
  const end = present + aheadOf(present - start, present, outlook && heading ? outlook : null);
  const forecast = heading ? forecastMarks(heading, end) : { expected: [], band: [], overrun: [] };
  const values = [...spent, ...steps, ...forecast.expected, ...forecast.overrun].map(([, value]) => value);
  return {
    start,
    now: present,
    end,
    highest: Math.max(0, ...values),
    spent,
    quota: steps,
    limit,
    ...forecast,
    days: calendar(first.day, end, timeZone).map((day) => ({
      day,
      from: startOfDay(day, timeZone).getTime(),
      stop: day <= last.day ? Math.min(endOf(day), present) : Math.min(endOf(day), end),
    })),
  };
}

/** The level at the left edge and every change after it. */
function quotaSteps(quota: readonly QuotaStep[], start: number, now: number): Mark[] {
  const marks = quota
    .map(({ at, granted }): Mark => [Math.min(Date.parse(at), now), toDrawingNumber(granted)])
    .sort((a, b) => a[0] - b[0]);
  const before = marks.filter(([at]) => at <= start).at(-1);
  return [...(before ? [[start, before[1]] as const] : []), ...marks.filter(([at]) => at > start)];
}

/** How much of the future is shown: up to where the forecast ends, within bounds. */
function aheadOf(past: number, now: number, outlook: Outlook | null): number {
  if (!outlook) return past * LEAST_AHEAD;
  const end = Date.parse(outlook.latest ?? outlook.runsOutAt) + outlook.overrunHours * HOUR;
  return Math.min(Math.max((end - now) * 1.06, past * LEAST_AHEAD), past * MOST_AHEAD);
}

type Heading = {
  from: Mark;
  limit: number;
  expected: number;
  earliest: number;
  latest: number;
  overrun: number;
  hours: number;
};

function headingOf(outlook: Outlook, now: number, total: number, limit: number): Heading {
  const after = (time: string) => Math.max(now + 1, Date.parse(time));
  return {
    from: [now, total],
    limit,
    expected: after(outlook.runsOutAt),
    earliest: after(outlook.earliest),
    latest: outlook.latest === null ? Number.POSITIVE_INFINITY : after(outlook.latest),
    overrun: toDrawingNumber(outlook.expectedOverrun),
    hours: outlook.overrunHours,
  };
}

/** Straight lines to where the quota is reached, cut where the drawing ends. */
function forecastMarks(heading: Heading, end: number) {
  const { from, limit, expected, earliest, latest, overrun, hours } = heading;
  const until = (reached: number): Mark => {
    if (reached <= end) return [reached, limit];
    const share = reached === Number.POSITIVE_INFINITY ? 0 : (end - from[0]) / (reached - from[0]);
    return [end, from[1] + (limit - from[1]) * share];
  };
  const past = expected + hours * HOUR;
  return {
    expected: [from, until(expected)],
    band: [
      from,
      until(earliest),
      ...(earliest <= end ? [[Math.min(latest, end), limit] as const] : []),
      until(latest),
    ],
    overrun: overrun > 0 && past <= end ? [[expected, limit] as const, [past, limit + overrun] as const] : [],
  };
}

function calendar(first: string, end: number, timeZone: string): string[] {
  const last = dayOf(new Date(end - 1), timeZone);
  const days = [first];
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
