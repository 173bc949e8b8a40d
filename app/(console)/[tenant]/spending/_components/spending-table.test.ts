import { expect, test } from 'vitest';
import { readTableState } from '#components/data-table/table-state.ts';
import {
  addressOf,
  filterOf,
  isChosen,
  readDimension,
  readGroup,
  spendingFilters,
  spendingTable,
  unnamed,
} from './spending-table.ts';

const filtersOf = (search: Record<string, string>) => spendingFilters(readTableState(spendingTable, search));

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

test('an unknown grouping falls back to projects, an unknown trend to products', () => {
  expect(readGroup('colour')).toBe('project');
  expect(readGroup('record')).toBe('record');
  expect(readDimension('day')).toBe('product');
});

test('the address of a name leads to the filter of that name', () => {
  const ids = {
    project: 'film',
    product: 'ecs',
    subAccount: 'sub_0190a1b2c3d47e5f8a9b0c1d2e3f4a5b',
  } as const;
  for (const by of ['project', 'product', 'subAccount'] as const) {
    const filter = filterOf(by, ids[by]);
    expect(filtersOf(addressOf(by, ids[by]))).toEqual(filter);
    expect(isChosen(by, filter)).toBe(true);
    expect(isChosen(by, {})).toBe(false);
  }
});

test('spending without a project and of no sub-account has addresses too', () => {
  expect(filtersOf(addressOf('project', ''))).toEqual(filterOf('project', ''));
  expect(filtersOf(addressOf('subAccount', ''))).toEqual({ unattributed: true });
  expect(isChosen('subAccount', { unattributed: true })).toBe(true);
});
