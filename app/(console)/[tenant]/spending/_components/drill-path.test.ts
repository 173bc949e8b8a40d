import { expect, test } from 'vitest';
import { drillDown, drillPath, pickDay, wayBack } from './drill-path.ts';
import { unnamed } from './spending-table.ts';

const search = (address: string) => new URLSearchParams(address);
const way = (address: string) => drillPath(search(address)).map(({ id, value }) => `${id} ${value}`);

test('the way down has the order in which it was gone', () => {
  const first = drillDown(search('by=project'), { project: 'film' });
  const second = drillDown(search(first), { product: 'ecs', group: 'day' });
  expect(way(second)).toEqual(['project film', 'product ecs']);
  expect(way(drillDown(search('?product=ecs'), { project: 'film' }))).toEqual([
    'product ecs',
    'project film',
  ]);
});

test('each part of the way leads back to itself, without what came after it', () => {
  const crumbs = drillPath(search('by=project&project=film&product=ecs&subAccount=sub_1'));
  expect(crumbs.map(({ address }) => address)).toEqual([
    '?by=project&project=film',
    '?by=project&project=film&product=ecs',
    '?by=project&project=film&product=ecs&subAccount=sub_1',
  ]);
  expect(wayBack(search('by=project&project=film&product=ecs&cursor=x'))).toBe('?by=project');
});

test('days that the page begins with are no part of the way; one chosen inside them is', () => {
  expect(way('days=2026-10-01..2026-10-31&project=film')).toEqual(['project film']);
  const day = pickDay(search('days=2026-10-01..2026-10-31&project=film'), '2026-10-07');
  expect(way(day)).toEqual(['project film', 'days 2026-10-07']);
  expect(wayBack(search(day))).toBe('?days=2026-10-01..2026-10-31');
});

test('choosing the shown day again goes back to the days before, this month included', () => {
  const one = pickDay(search('project=film'), '2026-11-07');
  expect(search(one).get('days')).toBe('2026-11-07..2026-11-07');
  expect(pickDay(search(one), '2026-11-07')).toBe('?project=film');
  const other = pickDay(search(one), '2026-11-08');
  expect(search(other).get('days')).toBe('2026-11-08..2026-11-08');
  expect(pickDay(search(other), '2026-11-08')).toBe('?project=film');
});

test('names with commas and percent signs, and no name at all, survive the address', () => {
  expect(way(drillDown(search(''), { project: '100%, all' }))).toEqual(['project 100%, all']);
  expect(way(drillDown(search(''), { project: unnamed }))).toEqual(['project ']);
});

test('rows that were open in one tree are no part of the way into another', () => {
  const open = 'project=film&open=film,film/ecs';
  expect(drillDown(search(open), { product: 'ecs' })).toBe('?project=film&product=ecs');
  expect(wayBack(search(open))).toBe('?');
});
