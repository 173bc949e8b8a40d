/** Bill amounts inside the sandbox: bigint units of 1e-10, because bills carry up to ten decimals. */
const SCALE = 10;
const ONE = 10n ** BigInt(SCALE);

export const amountPattern = /^-?\d{1,15}(\.\d{1,10})?$/;

/** Parses a decimal string; throws RangeError on anything else. */
export function parseAmount(text: string): bigint {
  if (!amountPattern.test(text))
    throw new RangeError(`not a decimal amount with at most 10 decimals: ${text}`);
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const units = BigInt(whole) * ONE + BigInt(fraction.padEnd(SCALE, '0'));
  return negative ? -units : units;
}

/** Shortest decimal string of the exact value: `12.5`, `-0.0000000001`, `0`. */
export function formatAmount(units: bigint): string {
  const absolute = units < 0n ? -units : units;
  const fraction = (absolute % ONE).toString().padStart(SCALE, '0').replace(/0+$/, '');
  const text = `${absolute / ONE}${fraction ? `.${fraction}` : ''}`;
  return units < 0n ? `-${text}` : text;
}

/** Two decimals, cut towards zero, as balances are shown. */
export function formatBalance(units: bigint): string {
  const cents = units / 10n ** 8n;
  const absolute = cents < 0n ? -cents : cents;
  return `${cents < 0n ? '-' : ''}${absolute / 100n}.${(absolute % 100n).toString().padStart(2, '0')}`;
}
