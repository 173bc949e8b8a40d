import { isUsedUp } from '#app/(console)/[tenant]/sub-accounts/_components/quota-figures.ts';
import { isMoving, mayRestore } from '#app/(console)/[tenant]/sub-accounts/_components/standing.ts';
import type { SubAccountOut } from '#server/iam/schema.ts';

type Standing = Pick<SubAccountOut, 'status' | 'managed' | 'quota'>;

export type HeaderAction = 'allocate' | 'restore' | 'cut-off';

/**
 * What the page's header offers, the one thing that helps now first: quota for whom it is used up or was never given,
 * a restore once nothing stands against it. While a cut-off or restore moves, or the user is gone, nothing is first.
 */
export function headerActions(account: Standing): { primary: HeaderAction | null; others: HeaderAction[] } {
  const { managed, status, quota } = account;
  if (!managed) return { primary: null, others: [] };
  if (status === 'missing' || isMoving(account)) return { primary: null, others: ['allocate'] };
  if (!mayRestore(account)) return { primary: 'allocate', others: ['cut-off'] };
  const usedUp = quota === null || isUsedUp(quota.spent, quota.granted);
  return usedUp ? { primary: 'allocate', others: ['restore'] } : { primary: 'restore', others: ['allocate'] };
}
