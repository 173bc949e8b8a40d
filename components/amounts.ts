import { formatAmount, roundAmount } from '#lib/money.ts';

/** Sums of decimal strings for display, exact to the nano. */
export function addAmounts(...amounts: string[]): string {
  return formatAmount(amounts.reduce((sum, amount) => sum + roundAmount(amount), 0n));
}

export function subtractAmounts(from: string, amount: string): string {
  return formatAmount(roundAmount(from) - roundAmount(amount));
}

/** Sorts by amount, largest first; for use in `toSorted`. */
export function byAmountDescending(a: string, b: string): number {
  const difference = roundAmount(b) - roundAmount(a);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
