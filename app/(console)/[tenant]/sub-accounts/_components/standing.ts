import type { SubAccountOut } from '#server/iam/schema.ts';

type Standing = Pick<SubAccountOut, 'status' | 'managed'>;

/** Whether a cut-off could begin, as far as the list knows; the server decides. */
export function mayCutOff({ status, managed }: Standing): boolean {
  return managed && (status === 'active' || status === 'warning' || status === 'no_quota');
}

/** Whether there is a finished cut-off to reverse. */
export function mayRestore({ status }: Standing): boolean {
  return status === 'cut_off';
}

/** A cut-off or restore is on its way, or stopped half-way. */
export function isMoving({ status }: Standing): boolean {
  return status === 'cutting_off' || status === 'restoring';
}

/** While cut off or on the way there, keys, login and policies belong to the saga and its restore. */
export function isHeld(account: Standing): boolean {
  return account.status === 'cut_off' || isMoving(account);
}
