import { describe, expect, test } from 'vitest';
import { builtInRoles, type Permission } from '#lib/permissions.ts';
import { assertMayAsk, holds, mayAskFor, mayDecide, maySee, standingOf } from './policy.ts';

const person = { memberId: 'mem_1', userId: 'usr_1', name: 'Mei' };
const mine = { holderId: 'mem_1' };
const theirs = { holderId: 'mem_2' };
const nobodys = { holderId: null };
const having = (...permissions: Permission[]) => ({ permissions: new Set(permissions) });

describe('what one holds', () => {
  test('is told by the member, not by the absence of one', () => {
    expect(holds(person, mine)).toBe(true);
    expect([holds(person, theirs), holds(person, nobodys), holds(null, nobodys)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('one may see whatever the role, and everything else with the right to', () => {
    expect(maySee(having(), person, mine)).toBe(true);
    expect(maySee(having('tenant:read', 'quota:read'), person, theirs)).toBe(false);
    expect(maySee(having('sub-account:read'), person, theirs)).toBe(true);
    expect(maySee(having('sub-account:read'), null, nobodys)).toBe(true);
  });
});

describe('asking', () => {
  test('is for what one holds, or for anything with the right to allocate; seeing is not enough', () => {
    expect(mayAskFor(having('quota:request'), person, mine)).toBe(true);
    expect(mayAskFor(having('quota:request', 'sub-account:read'), person, theirs)).toBe(false);
    expect(mayAskFor(having('quota:request', 'quota:allocate'), person, theirs)).toBe(true);
  });

  test('for what is out of sight finds nothing, and for what is in sight says whose it is', () => {
    const reasonOf = (...asked: Parameters<typeof assertMayAsk>) => {
      try {
        assertMayAsk(...asked);
        return 'allowed';
      } catch (error) {
        return (error as { reason: string }).reason;
      }
    };
    expect(reasonOf(having('quota:request'), person, theirs)).toBe('not_found');
    expect(reasonOf(having('sub-account:read'), person, theirs)).toBe('request_not_holder');
    expect(reasonOf(having('quota:allocate'), null, nobodys)).toBe('people_only');
    expect(reasonOf(having(), person, mine)).toBe('allowed');
  });

  test('is open to owners, admins and members, and deciding to owners and admins', () => {
    const may = (role: keyof typeof builtInRoles) => new Set<string>(builtInRoles[role]).has('quota:request');
    expect((['owner', 'admin', 'member', 'viewer'] as const).map(may)).toEqual([true, true, true, false]);
    const decide = (role: keyof typeof builtInRoles) =>
      mayDecide({ permissions: new Set(builtInRoles[role]) });
    expect((['owner', 'admin', 'member', 'viewer'] as const).map(decide)).toEqual([true, true, false, false]);
  });
});

test.each([
  [{}, 'open'],
  [{ expired: true }, 'expired'],
  [{ used: true, state: 'approved' }, 'used'],
  [{ state: 'withdrawn' }, 'decided'],
  [{ state: 'expired', expired: true }, 'decided'],
  [{ entitled: false, used: true, state: 'approved' }, 'refused'],
] as const)('a link that is %o is %s', (change, standing) => {
  const fresh = { used: false, expired: false, entitled: true, state: 'pending' as const };
  expect(standingOf({ ...fresh, ...change })).toBe(standing);
});
