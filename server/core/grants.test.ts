import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allPermissions, builtInRoles, type Permission, type RoleName, roles } from '#lib/permissions.ts';
import type { Actor } from './ctx.ts';
import { assertMayGive, assertMayTake, assertWithin, type Grant, reaches } from './grants.ts';

const person = ({ role, permissions }: Grant): Actor => ({
  kind: 'user',
  id: 'usr',
  memberId: 'mem',
  name: 'Mei',
  role,
  roleId: null,
  roleName: null,
  permissions: new Set(permissions),
});
const builtIn = (role: (typeof roles)[number]): Grant => ({ role, permissions: builtInRoles[role] });
const custom = (...permissions: Permission[]): Grant => ({ role: 'custom', permissions });
const key = (...permissions: Permission[]): Actor => ({
  kind: 'key',
  id: 'key',
  name: 'Portal',
  permissions: new Set(permissions),
});
const reasonOf = (work: () => void) => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error && 'reason' in error ? error.reason : error;
  }
};

describe('what somebody may give and take', () => {
  test('is what they hold themselves, right by right', () => {
    const giver = person(custom('tenant:read', 'quota:read', 'member:update'));
    expect(reaches(giver, custom('quota:read'))).toBe(true);
    expect(reaches(giver, custom('quota:read', 'quota:allocate'))).toBe(false);
    expect(reasonOf(() => assertMayGive(giver, custom('quota:allocate')))).toBe('role_beyond');
    expect(reasonOf(() => assertMayTake(giver, { ...builtIn('viewer'), name: 'Han' }))).toBe('member_above');
    expect(reasonOf(() => assertWithin(giver, ['quota:read', 'audit:read']))).toBe('permission_beyond');
  });

  test('is the role of owner for owners in person alone, whatever rights anybody else holds', () => {
    const everything = custom(...allPermissions);
    expect(reaches(person(builtIn('owner')), builtIn('owner'))).toBe(true);
    for (const actor of [person(builtIn('admin')), person(everything), key(...allPermissions)]) {
      expect(reasonOf(() => assertMayGive(actor, builtIn('owner')))).toBe('role_owner_only');
      expect(reasonOf(() => assertMayTake(actor, { ...builtIn('owner'), name: 'Mei' }))).toBe('member_above');
    }
    expect(reaches(person(everything), builtIn('admin'))).toBe(true);
  });

  test('is everything for jobs and operators, who stand outside of the tenant', () => {
    for (const kind of ['system', 'operator'] as const)
      for (const role of roles)
        expect(reaches({ kind, id: kind, name: kind, permissions: new Set() }, builtIn(role))).toBe(true);
  });
});

// A tenant in miniature: who holds which role, and the moves that the verbs allow.
type World = { roles: Permission[][]; holders: number[]; keys: Permission[][] };
type Move =
  | { kind: 'give'; by: number; to: number; role: number }
  | { kind: 'change'; by: number; role: number; permissions: Permission[] }
  | { kind: 'make'; by: number; permissions: Permission[] }
  | { kind: 'key'; by: number; permissions: Permission[] };

const permission = fc.constantFrom(
  ...allPermissions.slice(0, 8),
  'member:update' as const,
  'role:update' as const,
);
const rights = fc.uniqueArray(permission, { minLength: 1, maxLength: 6 });
const index = fc.nat({ max: 5 });
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant('give' as const), by: index, to: index, role: index }),
  fc.record({ kind: fc.constant('change' as const), by: index, role: index, permissions: rights }),
  fc.record({ kind: fc.constant('make' as const), by: index, permissions: rights }),
  fc.record({ kind: fc.constant('key' as const), by: index, permissions: rights }),
);
const world = fc
  .record({
    roles: fc.array(rights, { minLength: 2, maxLength: 6 }),
    holders: fc.array(index, { minLength: 2, maxLength: 6 }),
  })
  .map(
    ({ roles: own, holders }): World => ({
      roles: own,
      holders: holders.map((role) => role % own.length),
      keys: [],
    }),
  );

const at = <T>(list: readonly T[], place: number): T => {
  const found = list[place % list.length];
  if (found === undefined) throw new Error('an empty world');
  return found;
};
const rightsOf = ({ roles: own, holders }: World, who: number) => at(own, at(holders, who));
const grant = (permissions: Permission[]): Grant => ({ role: 'custom' satisfies RoleName, permissions });

/** The world after a move, or the same one when the policy refuses it. */
function after(now: World, wanted: Move): World {
  const own = rightsOf(now, wanted.by);
  const actor = person(grant(own));
  const asks = {
    give: 'member:update',
    change: 'role:update',
    make: 'role:update',
    key: 'role:update',
  } as const;
  if (!own.includes(asks[wanted.kind])) return now;
  try {
    if (wanted.kind === 'give') {
      const target = wanted.to % now.holders.length;
      assertMayTake(actor, { ...grant(rightsOf(now, target)), name: 'Han' });
      assertMayGive(actor, grant(at(now.roles, wanted.role)));
      return { ...now, holders: now.holders.with(target, wanted.role % now.roles.length) };
    }
    assertWithin(actor, wanted.permissions);
    if (wanted.kind === 'make') return { ...now, roles: [...now.roles, wanted.permissions] };
    if (wanted.kind === 'key') return { ...now, keys: [...now.keys, wanted.permissions] };
    const role = wanted.role % now.roles.length;
    assertMayGive(actor, grant(at(now.roles, role)));
    return { ...now, roles: now.roles.with(role, wanted.permissions) };
  } catch {
    return now;
  }
}

describe('over any run of gifts, changes, new roles and keys', () => {
  test('nobody gains a right that whoever made the move did not hold', () => {
    fc.assert(
      fc.property(world, fc.array(move, { maxLength: 30 }), (start, moves) => {
        let now = start;
        for (const each of moves) {
          const next = after(now, each);
          const giver = rightsOf(now, each.by);
          for (const who of now.holders.keys()) {
            const gained = rightsOf(next, who).filter((right) => !rightsOf(now, who).includes(right));
            expect(gained.filter((right) => !giver.includes(right))).toEqual([]);
          }
          now = next;
        }
      }),
    );
  });

  test('everybody together, roles that people hold and keys included, never have more than they started with', () => {
    fc.assert(
      fc.property(world, fc.array(move, { maxLength: 30 }), (start, moves) => {
        const unionOf = (of: World) => new Set([...of.holders.keys()].flatMap((who) => rightsOf(of, who)));
        const union = unionOf(start);
        const now = moves.reduce(after, start);
        const ended = [...unionOf(now), ...now.keys.flat()];
        expect(ended.filter((right) => !union.has(right))).toEqual([]);
      }),
    );
  });

  test('somebody alone ends with no more than they started with', () => {
    fc.assert(
      fc.property(world, fc.array(move, { maxLength: 30 }), (start, moves) => {
        const now = moves.map((each) => ({ ...each, by: 0 })).reduce<World>(after, start);
        expect(rightsOf(now, 0).filter((right) => !rightsOf(start, 0).includes(right))).toEqual([]);
      }),
    );
  });
});
