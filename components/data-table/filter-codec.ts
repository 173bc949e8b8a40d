import { parseAmount } from '#lib/money.ts';
import type { FilterDefinition, FilterKind, FilterValue } from './definition.ts';

type Codec = {
  decode: (text: string, filter: FilterDefinition) => FilterValue | null;
  encode: (value: FilterValue) => string | null;
};

const codecs: Record<FilterKind, Codec> = {
  options: {
    decode(text, filter) {
      const values = [...new Set(text.split(',').map(unescapeValue).filter(Boolean))];
      const known = filter.values ? values.filter((value) => filter.values?.includes(value)) : values;
      return known.length > 0 ? { kind: 'options', values: known } : null;
    },
    encode: (value) => (value.kind === 'options' ? value.values.map(escapeValue).join(',') || null : null),
  },
  text: {
    decode: (text) => (text.trim() ? { kind: 'text', text: text.trim().slice(0, 200) } : null),
    encode: (value) => (value.kind === 'text' ? value.text.trim() || null : null),
  },
  flag: {
    decode: (text) => (text === 'yes' || text === 'no' ? { kind: 'flag', on: text === 'yes' } : null),
    encode: (value) => (value.kind === 'flag' ? (value.on ? 'yes' : 'no') : null),
  },
  day_range: {
    decode(text) {
      const range = decodeRange(text, isDay);
      if (!range || (range[0] && range[1] && range[0] > range[1])) return null;
      return { kind: 'day_range', from: range[0], to: range[1] };
    },
    encode: (value) => (value.kind === 'day_range' ? encodeRange(value.from, value.to) : null),
  },
  amount_range: {
    decode(text) {
      const range = decodeRange(text, isAmount);
      if (!range || isBelow(range[1], range[0])) return null;
      return { kind: 'amount_range', min: range[0], max: range[1] };
    },
    encode: (value) => (value.kind === 'amount_range' ? encodeRange(value.min, value.max) : null),
  },
};

/** Reads one filter from the address; null when it says nothing usable, so that a broken link shows everything. */
export function decodeFilter(filter: FilterDefinition, text: string | null | undefined): FilterValue | null {
  return text ? codecs[filter.kind].decode(text, filter) : null;
}

/** Writes one filter for the address; null when it filters nothing. */
export function encodeFilter(value: FilterValue): string | null {
  return codecs[value.kind].encode(value);
}

/** Whether a text is a plain decimal that AirGate takes. */
export function isAmount(text: string): boolean {
  return parseAmount(text).ok;
}

/** Whether the first of two decimals is smaller; false while either is missing. */
export function isBelow(amount: string | null, other: string | null): boolean {
  const [a, b] = [amount, other].map((text) => (text === null ? null : parseAmount(text)));
  return Boolean(a?.ok && b?.ok && a.value < b.value);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

function decodeRange(text: string, valid: (part: string) => boolean): [string | null, string | null] | null {
  const parts = text.split('..');
  if (parts.length !== 2) return null;
  const [low = '', high = ''] = parts;
  if ((low && !valid(low)) || (high && !valid(high)) || (!low && !high)) return null;
  return [low || null, high || null];
}

function encodeRange(low: string | null, high: string | null): string | null {
  return low || high ? `${low ?? ''}..${high ?? ''}` : null;
}

function escapeValue(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function unescapeValue(value: string): string {
  return value.replaceAll('%2C', ',').replaceAll('%25', '%');
}
