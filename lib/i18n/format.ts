import { basisPoints, roundAmount } from '#lib/money.ts';
import type { Locale } from './locale.ts';

const UNIT = 1_000_000_000n;
const CENT = 10_000_000n;

// Day before month and a 24-hour clock: what an international team reads without thinking.
const dateLocale: Record<Locale, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' };

const dateStyles = {
  /** 18 Nov */
  dayShort: { day: 'numeric', month: 'short' },
  /** 18 Nov 2026 */
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  /** November 2026 */
  month: { month: 'long', year: 'numeric' },
  /** Nov */
  monthShort: { month: 'short' },
  /** Wed */
  weekday: { weekday: 'short' },
  /** Wed, 18 Nov */
  weekDay: { weekday: 'short', day: 'numeric', month: 'short' },
  /** Tue 14:00 */
  weekTime: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  /** 18 Nov 12:00 */
  minuteShort: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  /** 18 Nov 2026, 12:00 */
  minute: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  /** 12:00:05 */
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  /** 18 Nov 2026, 12:00:05 */
  second: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof dateStyles;

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();
const zoneFormats = new Map<string, Intl.DateTimeFormat>();
const agoFormats = new Map<Locale, Intl.RelativeTimeFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${locale} ${JSON.stringify(options)}`;
  const format = numberFormats.get(id) ?? new Intl.NumberFormat(locale, options);
  numberFormats.set(id, format);
  return format;
}

/** A moment in an explicit IANA zone; `time` is a Date or an RFC 3339 string. */
export function formatDate(locale: Locale, time: Date | string, timeZone: string, style: DateStyle): string {
  const id = `${locale} ${timeZone} ${style}`;
  const format =
    dateFormats.get(id) ??
    new Intl.DateTimeFormat(dateLocale[locale], { ...dateStyles[style], timeZone, hourCycle: 'h23' });
  dateFormats.set(id, format);
  return format.format(new Date(time));
}

/** A calendar day `YYYY-MM-DD`, which has no zone of its own. */
export function formatDay(
  locale: Locale,
  day: string,
  style: 'dayShort' | 'day' | 'weekDay' | 'weekday' | 'monthShort' = 'day',
): string {
  return formatDate(locale, `${day}T00:00:00Z`, 'UTC', style);
}

/** The zone with its offset at that moment: `Asia/Shanghai (GMT+8)`. */
export function formatZone(time: Date | string, timeZone: string): string {
  const format =
    zoneFormats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' });
  zoneFormats.set(timeZone, format);
  const offset = format.formatToParts(new Date(time)).find((part) => part.type === 'timeZoneName')?.value;
  return offset && offset !== timeZone ? `${timeZone} (${offset})` : timeZone;
}

type Step = { unit: 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'; value: number };

/** The coarsest unit that still tells the truth: hours up to two days, days up to two months. */
function agoStep(milliseconds: number, mostSeconds = 90): Step {
  const seconds = Math.round(milliseconds / 1000);
  const size = Math.abs(seconds);
  if (size < mostSeconds) return { unit: 'second', value: seconds };
  if (size < 90 * 60) return { unit: 'minute', value: Math.round(seconds / 60) };
  if (size < 48 * 3600) return { unit: 'hour', value: Math.round(seconds / 3600) };
  if (size < 60 * 86_400) return { unit: 'day', value: Math.round(seconds / 86_400) };
  if (size < 730 * 86_400) return { unit: 'month', value: Math.round(seconds / 2_629_800) };
  return { unit: 'year', value: Math.round(seconds / 31_557_600) };
}

/** Chinese sets figures apart from words: `31 小时`, as the console's own sentences do. */
export const spaced = (text: string) => text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ');

/** `31h ago`, `in 3h`; both moments given, so the answer never depends on the machine's clock. */
export function formatAgo(locale: Locale, time: Date | string, now: Date): string {
  const { unit, value } = agoStep(new Date(time).getTime() - now.getTime(), 60);
  const format =
    agoFormats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'narrow' });
  agoFormats.set(locale, format);
  return spaced(format.format(value, unit));
}

/** A length of time in its coarsest truthful unit: `31h`, `6 小时`. */
export function formatDuration(locale: Locale, milliseconds: number): string {
  const { unit, value } = agoStep(Math.abs(milliseconds));
  return spaced(numberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(value));
}

/** A whole number with the locale's grouping. */
export function formatCount(locale: Locale, count: number | bigint): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

/** Hundredths of a percent to `83%` or `83.4%`: one decimal at most, none when it is whole, unless columns should line up. */
export function formatBasisPoints(locale: Locale, points: number, aligned = false): string {
  const digits = { maximumFractionDigits: 1, ...(aligned && { minimumFractionDigits: 1 }) };
  return numberFormat(locale, { style: 'percent', ...digits }).format(points / 10_000);
}

function withGrouping(locale: Locale, negative: boolean, whole: bigint, fraction: string): string {
  const point = numberFormat(locale, { minimumFractionDigits: 1 })
    .formatToParts(0.5)
    .find((p) => p.type === 'decimal');
  const digits = numberFormat(locale, {}).format(whole);
  return `${negative ? '−' : ''}${digits}${fraction ? `${point?.value ?? '.'}${fraction}` : ''}`;
}

/**
 * A decimal string for reading: grouped, two decimals, rounded half away from zero. An amount under one cent keeps two
 * significant digits, so that a price per token never reads as nothing. Throws a RangeError when it is not a decimal.
 */
export function formatMoney(locale: Locale, amount: string): string {
  const exact = roundAmount(amount);
  const size = exact < 0n ? -exact : exact;
  if (size > 0n && size < CENT) {
    const digits = size.toString().padStart(9, '0');
    const first = digits.search(/[1-9]/);
    return withGrouping(locale, exact < 0n, 0n, digits.slice(0, Math.min(9, first + 2)).replace(/0+$/, ''));
  }
  const cents = (size + CENT / 2n) / CENT;
  return withGrouping(locale, exact < 0n, cents / 100n, (cents % 100n).toString().padStart(2, '0'));
}

/** Every digit that the string carries, grouped; at least two decimals. */
export function formatMoneyExact(locale: Locale, amount: string): string {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(amount.trim());
  if (!match) throw new RangeError(`not a decimal amount: ${JSON.stringify(amount)}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const zero = /^0*$/.test(whole + fraction);
  return withGrouping(locale, sign === '-' && !zero, BigInt(whole), fraction.padEnd(2, '0'));
}

/** Which part of `whole` is `part`, in hundredths of a percent; null when there is no whole to speak of. */
export function shareOf(part: string, whole: string): number | null {
  const size = roundAmount(whole);
  return size > 0n ? basisPoints(roundAmount(part), size) : null;
}

/** A decimal for drawing only (chart heights, bar widths): never written out as text. */
export function toDrawingNumber(amount: string): number {
  const exact = roundAmount(amount);
  return Number(exact / UNIT) + Number(exact % UNIT) / Number(UNIT);
}

/** A short axis label such as `1.2K` or `1.2万`; for chart axes, where an exact figure would not fit. */
export function formatAxis(locale: Locale, value: number): string {
  return numberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}
