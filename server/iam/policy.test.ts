import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareUsers, type KnownUser, makePassword, standingOf, statusOf } from './policy.ts';

const readAt = new Date('2026-11-20T08:00:00Z');
const before = new Date('2026-11-19T08:00:00Z');

const known = (cloudUserId: string, more: Partial<KnownUser> = {}): KnownUser => ({
  id: `sub_${cloudUserId}`,
  cloudUserId,
  userName: cloudUserId,
  displayName: '',
  description: '',
  email: '',
  managed: false,
  createdAt: before,
  missingSince: null,
  deletedAt: null,
  ...more,
});
const seen = (id: string, name = id) => ({
  id,
  name,
  displayName: '',
  description: '',
  email: '',
  createdAt: null,
});

describe('comparing users', () => {
  test('tells new, changed, missing and returned ones apart', () => {
    const rows = [known('same'), known('renamed'), known('gone'), known('back', { missingSince: before })];
    const result = compareUsers(
      rows,
      [seen('same'), seen('renamed', 'other'), seen('back'), seen('new')],
      readAt,
    );
    expect(result.added.map((u) => u.id)).toEqual(['new']);
    expect(result.changed.map((c) => [c.id, c.userName])).toEqual([
      ['sub_renamed', 'other'],
      ['sub_back', 'back'],
    ]);
    expect(result.missing.map((m) => m.id)).toEqual(['sub_gone']);
  });

  test('does not miss who was made after the reading began, nor who is missing or deleted already', () => {
    const rows = [
      known('made', { createdAt: readAt }),
      known('missing', { missingSince: before }),
      known('deleted', { deletedAt: before }),
    ];
    expect(compareUsers(rows, [], readAt).missing).toEqual([]);
  });

  test('leaves a deleted one deleted when an older reading still shows it', () => {
    const result = compareUsers([known('dead', { deletedAt: before })], [seen('dead', 'other')], readAt);
    expect(result).toEqual({ added: [], changed: [], missing: [] });
  });
});

describe('the status', () => {
  const account = { managed: true, missingSince: null, state: 'active' } as const;

  test('is a warning from the lowest alert step on', () => {
    expect(statusOf(account, { shareBp: 4_999 }, [50, 80])).toBe('active');
    expect(statusOf(account, { shareBp: 5_000 }, [50, 80])).toBe('warning');
    expect(statusOf(account, null, [50])).toBe('no_quota');
  });

  test('says what keeps it from working before what it spends', () => {
    expect(statusOf({ ...account, state: 'cut_off' }, { shareBp: 10_000 }, [50])).toBe('cut_off');
    expect(statusOf({ ...account, state: 'restoring', missingSince: before }, null, [50])).toBe('missing');
    expect(statusOf({ ...account, managed: false }, null, [50])).toBe('unmanaged');
  });
});

test('a made password has 20 characters of every kind, whatever is drawn', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (draws) => {
      const password = makePassword((n) => (draws.next().value ?? 0) % n);
      expect(password).toHaveLength(20);
      for (const kind of [/[a-z]/, /[A-Z]/, /[2-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(kind);
    }),
  );
});

test.each([
  [0, null, { is: 'busy', seconds: 30 }],
  [29.5, null, { is: 'busy', seconds: 1 }],
  [30, null, { is: 'lost' }],
  [100, 96, { is: 'busy', seconds: 1 }],
  [100, 95, { is: 'unsent' }],
  [700, 101, { is: 'unsent' }],
  [700, 100, { is: 'stale' }],
])('a wish for a key that began %s s ago, its key made after %s s, stands as %j', (age, made, standing) => {
  const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);
  const claim = { startedAt: at(0), madeAt: made === null ? null : at(made) };
  expect(standingOf(claim, at(age))).toEqual(standing);
});
