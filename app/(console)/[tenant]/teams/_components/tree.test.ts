import { describe, expect, test } from 'vitest';
import { shownTeams, stepOf, withBelow } from './tree.ts';

const team = (id: string, parentId: string | null, name = id) => ({ id, parentId, name });
// In the order in which the server lists them.
const teams = [
  team('company', null),
  team('film', 'company', 'Film'),
  team('light', 'film', 'Lighting'),
  team('render', 'film', 'Rendering'),
  team('game', 'company', 'Games'),
  team('lab', null, 'Lab'),
];
const open = { query: '', closed: new Set<string>() };
const ids = (rows: ReturnType<typeof shownTeams>) => rows.map((row) => row.team.id);

describe('the tree', () => {
  test('shows everything that has no closed team above it', () => {
    expect(ids(shownTeams(teams, open))).toEqual(['company', 'film', 'light', 'render', 'game', 'lab']);
    expect(ids(shownTeams(teams, { query: '', closed: new Set(['film']) }))).toEqual([
      'company',
      'film',
      'game',
      'lab',
    ]);
    expect(ids(shownTeams(teams, { query: '', closed: new Set(['company']) }))).toEqual(['company', 'lab']);
  });

  test('shows what is searched for and the way to it, though it is closed', () => {
    const rows = shownTeams(teams, { query: ' REND ', closed: new Set(['company', 'film']) });
    expect(rows.map((row) => [row.team.id, row.isMatch, row.isOpen])).toEqual([
      ['company', false, true],
      ['film', false, true],
      ['render', true, false],
    ]);
  });

  test('says once where the reader leads: where it begins', () => {
    const led = teams.map((each) => ({
      ...each,
      lead: ['film', 'light', 'render', 'lab'].includes(each.id),
    }));
    const rows = shownTeams(led, open).filter((row) => row.leadsFrom);
    expect(rows.map((row) => row.team.id)).toEqual(['film', 'lab']);
  });

  test('knows a team with all that are below it', () => {
    expect(withBelow(teams, 'film').map(({ id }) => id)).toEqual(['film', 'light', 'render']);
    expect(withBelow(teams, 'lab').map(({ id }) => id)).toEqual(['lab']);
  });
});

describe('keys in the tree', () => {
  const rows = shownTeams(teams, { query: '', closed: new Set(['game']) });
  test.each([
    ['company', 'ArrowDown', { focus: 'film' }],
    ['company', 'ArrowUp', { focus: 'company' }],
    ['lab', 'ArrowDown', { focus: 'lab' }],
    ['render', 'Home', { focus: 'company' }],
    ['render', 'End', { focus: 'lab' }],
    ['film', 'ArrowRight', { focus: 'light' }],
    ['light', 'ArrowRight', null],
    ['film', 'ArrowLeft', { close: 'film' }],
    ['light', 'ArrowLeft', { focus: 'film' }],
    ['lab', 'ArrowLeft', null],
    ['film', 'x', null],
  ])('on %s %s', (id, key, step) => {
    expect(stepOf(rows, id, key)).toEqual(step);
  });

  test('open what is closed', () => {
    const closed = shownTeams(teams, { query: '', closed: new Set(['film']) });
    expect(stepOf(closed, 'film', 'ArrowRight')).toEqual({ open: 'film' });
    expect(stepOf(closed, 'film', 'ArrowLeft')).toEqual({ focus: 'company' });
  });
});
