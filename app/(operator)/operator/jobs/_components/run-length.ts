import { spaced } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';

const UNITS: [Intl.NumberFormatOptions['unit'] & string, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A length of time, two units at most: `38 ms`, `1.4s`, `2m 5s`. */
export function runLength(locale: Locale, milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  const write = (value: number, unit: string, digits = 0) =>
    spaced(
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'narrow',
        maximumFractionDigits: digits,
      }).format(value),
    );
  if (ms < 1_000) return write(Math.round(ms), 'millisecond');
  if (ms < 60_000) return write(ms / 1_000, 'second', ms < 10_000 ? 1 : 0);
  const index = UNITS.findIndex(([, size]) => ms >= size);
  const [[unit, size] = ['minute', 60_000], next] = UNITS.slice(index);
  const whole = Math.floor(ms / size);
  const rest = next ? Math.floor((ms - whole * size) / next[1]) : 0;
  return next && rest > 0 ? `${write(whole, unit)} ${write(rest, next[0])}` : write(whole, unit);
}
