import type { DateStyle } from '#lib/i18n/format.ts';

const DAY = 86_400_000;

/** How a moment to come is written: by its weekday only where that can mean no other week. */
export function nearStyle(at: string, now: Date): DateStyle {
  const days = (Date.parse(at) - now.getTime()) / DAY;
  return days < 6 ? 'weekTime' : days < 300 ? 'minuteShort' : 'day';
}
