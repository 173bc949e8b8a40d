/** Amounts in billionths of a currency unit; never a `number`. */
export type Nanos = bigint & { readonly __brand: 'nanos' };

const SCALE = 9;
const UNIT = 10n ** BigInt(SCALE);

/** The largest amount of either sign that AirGate takes: well inside a 64-bit column, sums included. */
export const MAX_AMOUNT = 1_000_000_000n * UNIT;

export type AmountFault = 'amount_format' | 'amount_decimals' | 'amount_too_large';

export const nanos = (value: bigint): Nanos => value as Nanos;

/** Reads a decimal such as `-12.5`; at most 9 decimals and 1e9 units. Exponents, signs like `+` and spaces are refused. */
export function parseAmount(text: string): { ok: true; value: Nanos } | { ok: false; fault: AmountFault } {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match)
    return { ok: false, fault: /^-?\d+(\.\d+)?e\+?\d+$/i.test(text) ? 'amount_too_large' : 'amount_format' };
  const [, sign, whole = '0', fraction = ''] = match;
  if (fraction.length > SCALE) return { ok: false, fault: 'amount_decimals' };
  if (whole.replace(/^0+/, '').length > 10) return { ok: false, fault: 'amount_too_large' };
  const magnitude = BigInt(whole) * UNIT + BigInt(fraction.padEnd(SCALE, '0'));
  if (magnitude > MAX_AMOUNT) return { ok: false, fault: 'amount_too_large' };
  return { ok: true, value: nanos(sign ? -magnitude : magnitude) };
}

/**
 * Reads a cloud's decimal, which may carry more digits than a nano: rounds half away from zero, once.
 * Throws a RangeError on anything that is not a plain decimal, so that no row is dropped in silence.
 */
export function roundAmount(text: string): Nanos {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new RangeError(`not a decimal amount: ${JSON.stringify(text)}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const kept = BigInt(fraction.slice(0, SCALE).padEnd(SCALE, '0'));
  const up = fraction.charCodeAt(SCALE) >= 53 ? 1n : 0n;
  const magnitude = BigInt(whole) * UNIT + kept + up;
  return nanos(sign === '-' ? -magnitude : magnitude);
}

/** The shortest exact decimal with at least two decimals: `83.20`, `0.000000001`. */
export function formatAmount(value: bigint): string {
  const magnitude = value < 0n ? -value : value;
  const fraction = (magnitude % UNIT).toString().padStart(SCALE, '0').replace(/0+$/, '').padEnd(2, '0');
  return `${value < 0n ? '-' : ''}${magnitude / UNIT}.${fraction}`;
}

/** How much of `whole` is `part`, in hundredths of a percent, rounded down; `whole` of zero counts as full once anything is spent. */
export function basisPoints(part: bigint, whole: bigint): number {
  if (whole <= 0n) return part > 0n ? 10_000 : 0;
  const points = (part * 10_000n) / whole;
  return Number(points > 1_000_000n ? 1_000_000n : points < 0n ? 0n : points);
}
