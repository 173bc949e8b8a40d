import { AppError } from '#lib/errors.ts';

const DAY_MS = 86_400_000;

export function assertFuture(expiresAt: Date | null | undefined, now: Date): void {
  if (!expiresAt || expiresAt > now) return;
  const fields = [{ path: 'expiresAt', message: 'expires_past' }];
  throw new AppError('invalid_input', 'expires_past', { fields });
}

/** Days before its expiry at which a key's people are warned, the longest first. */
export const warnedBefore = [14, 3, 1] as const;

/** The span that is due and not yet warned of: the shortest one that the key is inside of. Null when nothing is to be said. */
export function dueWarning(
  { expiresAt, warnedDays }: { expiresAt: Date; warnedDays: number | null },
  now: Date,
): number | null {
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return null;
  const due = warnedBefore.findLast((days) => left <= days * DAY_MS);
  return due !== undefined && (warnedDays === null || due < warnedDays) ? due : null;
}
