import { AppError } from '#lib/errors.ts';
import type { AttachedPolicy, PolicyRef } from '#server/clouds/provider.ts';
import type { AttachedPolicies } from './schema.ts';

/** The calendar day at a moment in a time zone, as midnight UTC: the form of a DATE column. */
export function billingDay(at: Date, timeZone: string): Date {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return new Date(`${parts}T00:00:00.000Z`);
}

/**
 * The first day that counts for a new owner who wants to begin on `wished`. A bill cannot be split within a day, so a
 * day that the owner before still counts is theirs alone, even when both are the same.
 */
export function firstCountedDay(wished: Date, countedThrough: Date | null): Date {
  if (!countedThrough || countedThrough < wished) return wished;
  return new Date(countedThrough.getTime() + 86_400_000);
}

/** Which of the wanted policies the project has already: those are not AirGate's to take away later. */
export function planAttachments(
  wanted: readonly PolicyRef[],
  existing: readonly AttachedPolicy[],
  project: string,
): AttachedPolicies {
  const here = existing.filter(
    (p) => p.viaGroup === null && p.scope.kind === 'project' && p.scope.project === project,
  );
  return wanted.map(({ name, type }) => ({
    name,
    type,
    alreadyThere: here.some((p) => p.name === name && p.type === type),
  }));
}

export const isPlanned = (attached: AttachedPolicies) => attached.every((p) => p.alreadyThere !== null);

/** What is AirGate's own among them. Where nobody has looked yet, nothing was attached either. */
export const ours = (attached: AttachedPolicies) => attached.filter((p) => p.alreadyThere === false);

export type Changeable = {
  managed: boolean;
  missingSince: Date | null;
  state: 'active' | 'cutting_off' | 'cut_off' | 'restoring';
  openSagas: number;
};

/** What a verb puts up with; nothing unless said. */
export type Allowed = { missing?: boolean; cutOff?: boolean; underWay?: boolean };

/** Refuses a change of a sub-account that is not AirGate's, not there, being cut off or restored, or cut off. */
export function assertChangeable(account: Changeable, allow: Allowed = {}): void {
  if (!account.managed) throw new AppError('precondition_failed', 'sub_account_not_managed');
  const underWay = account.state === 'cutting_off' || account.state === 'restoring';
  if ((underWay || account.openSagas > 0) && !allow.underWay)
    throw new AppError('conflict', 'sub_account_busy');
  if (account.missingSince && !allow.missing)
    throw new AppError('precondition_failed', 'sub_account_missing');
  if (account.state === 'cut_off' && !allow.cutOff)
    throw new AppError('precondition_failed', 'sub_account_cut_off');
}
