import { describe, expect, test } from 'vitest';
import { allPermissions, type Permission } from '#lib/permissions.ts';
import {
  assertMayRemove,
  assertPlace,
  assertRoom,
  leadRights,
  lineOf,
  MOST_LEVELS,
  type Node,
  reachOf,
  withBelow,
} from './policy.ts';

const holder = (...permissions: Permission[]) => ({ permissions: new Set(permissions) });
const node = (id: string, parentId: string | null = null, name = id): Node => ({ id, parentId, name });
const tree = [
  node('company'),
  node('film', 'company', 'Film'),
  node('light', 'film', 'Lighting'),
  node('game', 'company', 'Games'),
  node('lab'),
];
/** `n` teams, each below the one before. */
const chain = (n: number, prefix = 't') =>
  Array.from({ length: n }, (_, i) => node(`${prefix}${i + 1}`, i === 0 ? null : `${prefix}${i}`));

describe('what somebody sees of a team', () => {
  const nothing = {
    team: false,
    members: false,
    subAccounts: false,
    quotas: false,
    keys: false,
    choosesMembers: false,
  };
  test('is everything for its lead, whatever their role holds', () => {
    const all = Object.fromEntries(Object.keys(nothing).map((part) => [part, true]));
    expect(reachOf(holder(), true)).toEqual(all);
    expect(reachOf(holder('audit:read'), true)).toEqual(all);
  });

  test('is what their role holds for everybody else', () => {
    expect(reachOf(holder(), false)).toEqual(nothing);
    expect(reachOf(holder('team:read'), false)).toEqual({ ...nothing, team: true });
    expect(reachOf(holder('sub-account:read', 'key:read'), false)).toEqual({
      ...nothing,
      subAccounts: true,
      keys: true,
    });
    expect(reachOf(holder('team:update'), false)).toEqual({ ...nothing, choosesMembers: true });
    const others = allPermissions.filter(
      (each) => each !== 'team:update' && !leadRights.some((right) => right === each),
    );
    expect(reachOf(holder(...others), false)).toEqual(nothing);
  });

  test('does not make a lead remove another lead', () => {
    const mei = { name: 'Mei', lead: true };
    expect(() => assertMayRemove(holder(...leadRights), mei)).toThrow('team_lead_kept');
    assertMayRemove(holder('team:update'), mei);
    assertMayRemove(holder(), { ...mei, lead: false });
  });
});

describe('the tree', () => {
  test('knows what is above and below', () => {
    expect(lineOf(tree, 'light').map(({ id }) => id)).toEqual(['company', 'film', 'light']);
    expect(lineOf(tree, 'nowhere')).toEqual([]);
    expect(lineOf(tree, null)).toEqual([]);
    expect(withBelow(tree, 'company').map(({ id }) => id)).toEqual(['company', 'film', 'game', 'light']);
  });

  test('does not hang on a circle that is there already', () => {
    const circle = [node('a', 'b'), node('b', 'a')];
    expect(lineOf(circle, 'a').map(({ id }) => id)).toEqual(['b', 'a']);
    expect(withBelow(circle, 'a')).toHaveLength(2);
  });
});

describe('a place', () => {
  const move = (id: string, parentId: string | null, nodes = tree) => {
    const moved = nodes.find((each) => each.id === id) ?? node(id);
    return () => assertPlace(nodes, { ...moved, parentId });
  };

  test.each([
    ['at the top', 'film', null],
    ['where it stands already', 'film', 'company'],
    ['below another one', 'film', 'lab'],
    ['below a sibling', 'film', 'game'],
  ])('is good %s', (_, id, parentId) => {
    expect(move(id, parentId)).not.toThrow();
  });

  test.each([
    ['itself', 'film', 'film'],
    ['its child', 'film', 'light'],
    ['what is deep below it', 'company', 'light'],
  ])('is refused below %s', (_, id, parentId) => {
    expect(move(id, parentId)).toThrow('team_cycle');
  });

  test('is refused below what is not there', () => {
    expect(move('film', 'nowhere')).toThrow('not_found');
  });

  test('is refused where a sibling has the name, whatever its case', () => {
    const place = { id: null, parentId: 'company', name: 'FILM' };
    expect(() => assertPlace(tree, place)).toThrow('name_taken');
    expect(() => assertPlace(tree, { ...place, parentId: 'lab' })).not.toThrow();
    expect(() => assertPlace(tree, { ...place, id: 'film' })).not.toThrow();
  });

  test('reaches as deep as there are levels, with all that moves along', () => {
    const nodes = [...chain(MOST_LEVELS - 1), ...chain(2, 'm')];
    const deepest = `t${MOST_LEVELS - 1}`;
    expect(() => assertPlace(nodes, { id: null, parentId: deepest, name: 'new' })).not.toThrow();
    expect(move('m2', deepest, nodes)).not.toThrow();
    expect(move('m1', deepest, nodes)).toThrow('team_depth');
    const full = chain(MOST_LEVELS);
    expect(() => assertPlace(full, { id: null, parentId: `t${MOST_LEVELS}`, name: 'new' })).toThrow(
      'team_depth',
    );
  });

  test('is there for so many teams', () => {
    expect(() => assertRoom(499)).not.toThrow();
    expect(() => assertRoom(500)).toThrow('team_limit');
  });
});
