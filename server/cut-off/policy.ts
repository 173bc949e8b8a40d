import { AppError } from '#lib/errors.ts';
import type { AccessSnapshot, Finding, SnapshotItem, StepEvidence } from '#server/clouds/provider.ts';

/** First what was there, last the proof; the cloud's own steps between. */
export const SNAPSHOT = 'snapshot';
export const VERIFY = 'verify';

/** The steps of a cut-off, and of the restore that reverses it. */
export function stepNames(kind: 'cut_off' | 'restore', valveSteps: readonly string[]): string[] {
  return kind === 'cut_off' ? [SNAPSHOT, ...valveSteps, VERIFY] : [...valveSteps].reverse();
}

type Standing = {
  managed: boolean;
  state: 'active' | 'cutting_off' | 'cut_off' | 'restoring';
  missingSince: Date | null;
  deletedAt: Date | null;
};
type LastSaga = { kind: 'cut_off' | 'restore'; state: 'running' | 'done' | 'failed' } | null;

/** Throws unless a cut-off can begin: a running saga is waited for, a failed restore may be turned round. */
export function assertCanCutOff(account: Standing, last: LastSaga): void {
  if (!account.managed) throw new AppError('precondition_failed', 'sub_account_not_managed');
  if (account.missingSince) throw new AppError('precondition_failed', 'sub_account_missing');
  if (last?.state === 'running') throw new AppError('conflict', 'sub_account_busy', { retryAfter: 10 });
  if (last?.kind === 'cut_off' && account.state !== 'active') {
    throw new AppError('conflict', 'sub_account_cut_off');
  }
}

/** Throws unless there is a cut-off to reverse: a finished one, or one that failed half-way. */
export function assertCanRestore(account: Standing, last: LastSaga): void {
  if (account.missingSince) throw new AppError('precondition_failed', 'sub_account_missing');
  if (last?.state === 'running') throw new AppError('conflict', 'sub_account_busy', { retryAfter: 10 });
  if (account.state === 'active') throw new AppError('conflict', 'sub_account_not_cut_off');
}

/**
 * The snapshot with what appeared after it was taken, as it was found. What the first one knew stays as it was then,
 * so that a restore still brings back exactly that.
 */
export function withNewcomers(first: AccessSnapshot, later: AccessSnapshot): AccessSnapshot {
  const items: AccessSnapshot['items'] = { ...first.items };
  for (const [step, found = []] of Object.entries(later.items)) {
    const known = first.items[step] ?? [];
    const newcomers = found.filter((f) => !known.some((k) => k.id === f.id && k.project === f.project));
    items[step] = [...known, ...newcomers];
  }
  return { ...first, items, projects: [...new Set([...first.projects, ...later.projects])] };
}

/** The steps that have to run again before the cut-off can be called done. */
export function stepsToRepeat(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map((f) => f.step))];
}

/**
 * The proof of a step that was begun before and cut short: the earlier attempt may have changed things and left no word
 * of it. Of `candidates`, what is now as the step wants it counts as changed.
 */
export function withEarlierAttempts(
  evidence: StepEvidence,
  candidates: readonly SnapshotItem[],
  isChanged: (was: 'on' | 'off', now: 'on' | 'off') => boolean,
): StepEvidence {
  const states = new Map(evidence.observed.map(({ id, state }) => [id, state]));
  const known = new Set(evidence.changed.map(({ id }) => id));
  const missed = candidates.filter(({ id, was }) => {
    const now = states.get(id);
    return !known.has(id) && now !== undefined && now !== 'gone' && isChanged(was, now);
  });
  return { ...evidence, changed: [...missed.map(({ id, label }) => ({ id, label })), ...evidence.changed] };
}
