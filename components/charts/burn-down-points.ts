import { toDrawingNumber } from '#lib/i18n/format.ts';

export type SpentDay = {
  /** `YYYY-MM-DD` in the tenant's zone. */
  day: string;
  /** Decimal string: everything spent up to the end of that day. */
  spent: string;
  /** What was spent on that day, by project, largest first. */
  projects?: readonly { name: string; amount: string }[];
};

/** Decimal strings, totals to the end of that day. */
export type ForecastDay = { day: string; expected: string; low: string; high: string };

export type BurnDownPoint = { day: string; spent?: number; expected?: number; band?: [number, number] };

/** One point per day for drawing; the forecast starts where the spending ends, so that the two lines meet. */
export function burnDownPoints(days: readonly SpentDay[], forecast: readonly ForecastDay[]): BurnDownPoint[] {
  const points: BurnDownPoint[] = days.map((day) => ({ day: day.day, spent: toDrawingNumber(day.spent) }));
  const joint = points.at(-1);
  if (joint?.spent !== undefined && forecast.length > 0) {
    joint.expected = joint.spent;
    joint.band = [joint.spent, joint.spent];
  }
  for (const day of forecast) {
    points.push({
      day: day.day,
      expected: toDrawingNumber(day.expected),
      band: [toDrawingNumber(day.low), toDrawingNumber(day.high)],
    });
  }
  return points;
}

/** Round values for an axis from zero to at least `highest`: three to five steps of 1, 2, 2.5 or 5 times a power of ten. */
export function niceTicks(highest: number): number[] {
  if (!(highest > 0)) return [0, 1];
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10);
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
