import { expect, test } from 'vitest';
import { readTableState } from '#components/data-table/table-state.ts';
import { readDimension, readGroup, spendingFilters, spendingTables, unnamed } from './spending-table.ts';

const filtersOf = (search: Record<string, string>) =>
  spendingFilters(readTableState(spendingTables.day, search));

test('an address without filters asks for everything of this month', () => {
  expect(filtersOf({})).toEqual({});
});

test('days, names and the switch for unattributed spending are read from the address', () => {
  expect(filtersOf({ days: '2026-11-01..2026-11-20', product: 'ecs', unattributed: 'yes' })).toEqual({
    from: '2026-11-01',
    to: '2026-11-20',
    product: 'ecs',
    unattributed: true,
  });
});

test('spending without a project is asked for with the empty name', () => {
  expect(filtersOf({ project: unnamed })).toEqual({ project: '' });
});

test('what is no id of ours filters nothing', () => {
  expect(filtersOf({ cloud: 'somewhere', subAccount: 'someone' })).toEqual({});
});

test('an unknown grouping falls back to days, an unknown trend to products', () => {
  expect(readGroup('colour')).toBe('day');
  expect(readGroup('record')).toBe('record');
  expect(readDimension('day')).toBe('product');
});
