import { describe, expect, test } from 'vitest';
import type { AccessSnapshot } from '#server/clouds/provider.ts';
import { assertCanCutOff, assertCanRestore, stepNames, withNewcomers } from './policy.ts';

const account = { managed: true, state: 'active' as const, missingSince: null, deletedAt: null };

function snapshot(items: AccessSnapshot['items'], projects: string[] = []): AccessSnapshot {
  return { user: { id: '1', name: 'bob' }, takenAt: '2026-11-20T00:00:00Z', projects, items };
}

test('a cut-off begins with the snapshot and ends with the proof; a restore goes backwards', () => {
  expect(stepNames('cut_off', ['deny', 'keys'])).toEqual(['snapshot', 'deny', 'keys', 'verify']);
  expect(stepNames('restore', ['deny', 'keys'])).toEqual(['keys', 'deny']);
});

describe('a snapshot that takes in newcomers', () => {
  const first = snapshot({ keys: [{ id: 'a', label: 'a', was: 'on' }] }, ['p1']);

  test('keeps what the first one knew as it was then, although it is off by now', () => {
    const later = snapshot({ keys: [{ id: 'a', label: 'a', was: 'off' }] }, ['p1']);
    expect(withNewcomers(first, later).items.keys).toEqual([{ id: 'a', label: 'a', was: 'on' }]);
  });

  test('adds what appeared, with its project, and the projects that were added', () => {
    const later = snapshot({ keys: [{ id: 'b', label: 'b', project: 'p2', was: 'on' }] }, ['p2']);
    const merged = withNewcomers(first, later);
    expect(merged.items.keys?.map((k) => k.id)).toEqual(['a', 'b']);
    expect(merged.projects).toEqual(['p1', 'p2']);
  });

  test('takes the same id in another project for another thing', () => {
    const base = snapshot({ ark: [{ id: '1', label: 'x', project: 'p1', was: 'off' }] });
    const later = snapshot({ ark: [{ id: '1', label: 'x', project: 'p2', was: 'on' }] });
    expect(withNewcomers(base, later).items.ark).toHaveLength(2);
  });
});

describe('whether a cut-off can begin', () => {
  test('an active one that is there and managed can be cut off', () => {
    expect(() => assertCanCutOff(account, null)).not.toThrow();
    expect(() => assertCanCutOff(account, { kind: 'restore', state: 'done' })).not.toThrow();
  });

  test.each([
    [{ ...account, managed: false }, null, 'sub_account_not_managed'],
    [{ ...account, missingSince: new Date(0) }, null, 'sub_account_missing'],
    [
      { ...account, state: 'restoring' as const },
      { kind: 'restore', state: 'running' } as const,
      'sub_account_busy',
    ],
    [
      { ...account, state: 'cut_off' as const },
      { kind: 'cut_off', state: 'done' } as const,
      'sub_account_cut_off',
    ],
    [
      { ...account, state: 'cutting_off' as const },
      { kind: 'cut_off', state: 'failed' } as const,
      'sub_account_cut_off',
    ],
  ])('%# is refused with its reason', (standing, last, reason) => {
    expect(() => assertCanCutOff(standing, last)).toThrow(expect.objectContaining({ reason }));
  });

  test('a restore that failed half-way can be turned round', () => {
    const standing = { ...account, state: 'restoring' as const };
    expect(() => assertCanCutOff(standing, { kind: 'restore', state: 'failed' })).not.toThrow();
  });
});

describe('whether a restore can begin', () => {
  test('a cut-off that is done, or failed half-way, can be restored', () => {
    const cut = { ...account, state: 'cut_off' as const };
    expect(() => assertCanRestore(cut, { kind: 'cut_off', state: 'done' })).not.toThrow();
    const half = { ...account, state: 'cutting_off' as const };
    expect(() => assertCanRestore(half, { kind: 'cut_off', state: 'failed' })).not.toThrow();
  });

  test('not while one runs, nor when nothing is cut off', () => {
    const cutting = { ...account, state: 'cutting_off' as const };
    const busy = expect.objectContaining({ reason: 'sub_account_busy' });
    expect(() => assertCanRestore(cutting, { kind: 'cut_off', state: 'running' })).toThrow(busy);
    const idle = expect.objectContaining({ reason: 'sub_account_not_cut_off' });
    expect(() => assertCanRestore(account, { kind: 'restore', state: 'done' })).toThrow(idle);
  });
});
