import { addAmounts, subtractAmounts } from '#components/amounts.ts';
import { basisPoints, parseAmount, roundAmount } from '#lib/money.ts';

/** What an allocation is decided on; decimal strings. Null where nothing was ever allocated. */
export type QuotaFigures = { granted: string; spent: string; currency: string } | null;

/** The most that can be deducted: what is neither spent nor already gone. */
export function largestDeduction(quota: QuotaFigures): string {
  if (!quota) return '0.00';
  const spent = quota.spent.startsWith('-') ? '0' : quota.spent;
  const left = subtractAmounts(quota.granted, spent);
  return left.startsWith('-') ? '0.00' : left;
}

export type Direction = 'allocate' | 'deduct';

/**
 * What an amount that is still being typed would make of a quota; null while it is no amount above zero.
 * `beyond`: a deduction below what is spent, which the server refuses.
 */
export function previewAllocation(quota: QuotaFigures, amount: string, direction: Direction) {
  const parsed = parseAmount(amount.trim());
  if (!parsed.ok || parsed.value <= 0n) return null;
  const before = quota?.granted ?? '0.00';
  const spent = quota?.spent ?? '0.00';
  const beyond = direction === 'deduct' && parsed.value > roundAmount(largestDeduction(quota));
  const after =
    direction === 'allocate' ? addAmounts(before, amount.trim()) : subtractAmounts(before, amount.trim());
  return { before, after, spent, beyond, clears: quota !== null && clearsLimit(spent, before, after) };
}

/** Whether a change takes a quota from used up to not used up. */
function clearsLimit(spent: string, before: string, after: string): boolean {
  return isUsedUp(spent, before) && !isUsedUp(spent, after);
}

export function isUsedUp(spent: string, granted: string): boolean {
  return basisPoints(roundAmount(spent), roundAmount(granted)) >= 10_000;
}
