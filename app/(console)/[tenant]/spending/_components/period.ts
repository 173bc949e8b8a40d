import { addDays, addMonths, dayOf, daysBetween, lastDayOfMonth, monthOf } from '#lib/periods.ts';

/** Calendar days `YYYY-MM-DD`, both inclusive. */
export type DayRange = { from: string; to: string };

export const presets = ['thisMonth', 'lastMonth', 'last7', 'last30', 'last90'] as const;
export type Preset = (typeof presets)[number];

const lastDays: Partial<Record<Preset, number>> = { last7: 7, last30: 30, last90: 90 };

/** The days that a preset stands for, seen from today. */
export function presetDays(preset: Preset, today: string): DayRange {
  const month = monthOf(today);
  if (preset === 'thisMonth') return { from: `${month}-01`, to: today };
  if (preset === 'lastMonth') {
    const before = addMonths(month, -1);
    return { from: `${before}-01`, to: lastDayOfMonth(before) };
  }
  return { from: addDays(today, 1 - (lastDays[preset] ?? 1)), to: today };
}

/** The preset that means exactly these days; null for days of one's own. */
export function presetOf(range: DayRange, today: string): Preset | null {
  const same = (preset: Preset) => {
    const days = presetDays(preset, today);
    return days.from === range.from && days.to === range.to;
  };
  return presets.find(same) ?? null;
}

/** Both ends of a range that may name only one, as the list procedure fills them in. */
export function wholeRange(asked: { from?: string; to?: string }, today: string): DayRange {
  const to = asked.to ?? (asked.from && asked.from > today ? asked.from : today);
  return { from: asked.from ?? `${monthOf(to)}-01`, to };
}

/**
 * What a range is compared with: from the first of a month, the month before up to the same day; otherwise as many days
 * right before it.
 */
export function periodBefore({ from, to }: DayRange): DayRange {
  const month = monthOf(from);
  if (!from.endsWith('-01') || monthOf(to) !== month) {
    const before = addDays(from, -1);
    return { from: addDays(before, -daysBetween(from, to)), to: before };
  }
  const before = addMonths(month, -1);
  const last = lastDayOfMonth(before);
  const same = `${before}-${to.slice(8)}`;
  return { from: `${before}-01`, to: to === lastDayOfMonth(month) || same > last ? last : same };
}

/** The days of a calendar of a year that ends today, or soon after older days that the page is about. */
export function calendarDays({ to }: DayRange, today: string): DayRange {
  const soonAfter = addDays(to, 28);
  const end = soonAfter < addDays(today, -182) ? soonAfter : today;
  return { from: addDays(end, -371), to: end };
}

/** The last calendar day that a bill covers whole; null before the first bill. */
export function completeDay(completeThrough: string | null, timeZone: string): string | null {
  return completeThrough === null ? null : addDays(dayOf(new Date(completeThrough), timeZone), -1);
}
