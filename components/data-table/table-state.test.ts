import { describe, expect, it } from 'vitest';
import type { TableDefinition } from './definition.ts';
import { decodeFilter, encodeFilter } from './filter-codec.ts';
import { filterAmounts, filterDays, filterFlag, filterOptions } from './filter-values.ts';
import {
  addressNames,
  decodeTableState,
  encodeColumns,
  encodeSort,
  filterQuery,
  nextSort,
  readTableState,
} from './table-state.ts';

const definition: TableDefinition = {
  columns: [
    { id: 'name', sortable: true, fixed: true },
    { id: 'status' },
    { id: 'spent', sortable: true },
    { id: 'created', sortable: true, hidden: true },
  ],
  filters: [
    { id: 'status', kind: 'options', values: ['active', 'cut_off'] },
    { id: 'project', kind: 'options' },
    { id: 'protected', kind: 'flag' },
    { id: 'day', kind: 'day_range' },
    { id: 'amount', kind: 'amount_range' },
  ],
  defaultSort: { column: 'spent', direction: 'desc' },
};

describe('table state in the address', () => {
  it('gives the defaults for an empty address', () => {
    expect(decodeTableState(definition, {})).toEqual({
      search: '',
      filters: {},
      sort: { column: 'spent', direction: 'desc' },
      cursor: null,
      limit: 50,
      columns: ['name', 'status', 'spent'],
      density: 'comfortable',
      peek: null,
    });
  });

  it('reads a full address on the server as in the browser', () => {
    const state = readTableState(definition, {
      q: ' render ',
      status: 'cut_off,active',
      protected: 'no',
      day: '2026-11-01..2026-11-20',
      amount: '10..',
      sort: 'name',
      limit: '100',
      columns: 'created,spent',
      density: 'compact',
      cursor: ['abc', 'def'],
      peek: 'sub_1',
    });
    expect(state).toMatchObject({
      search: 'render',
      sort: { column: 'name', direction: 'asc' },
      limit: 100,
      cursor: 'abc',
    });
    expect(state.columns).toEqual(['name', 'created', 'spent']);
    expect(filterOptions(state, 'status')).toEqual(['cut_off', 'active']);
    expect(filterFlag(state, 'protected')).toBe(false);
    expect(filterDays(state, 'day')).toEqual({ from: '2026-11-01', to: '2026-11-20' });
    expect(filterAmounts(state, 'amount')).toEqual({ min: '10' });
  });

  it('falls back in silence on what cannot be read', () => {
    const state = decodeTableState(definition, {
      status: 'exploded',
      protected: 'maybe',
      day: '2026-13-40..',
      amount: '20..10',
      sort: 'status',
      limit: '7',
      columns: 'nothing',
    });
    expect(state.filters).toEqual({});
    expect(state.sort).toEqual(definition.defaultSort);
    expect(state.limit).toBe(50);
    expect(state.columns).toEqual(['name']);
  });

  it('keeps two tables on one page apart by a prefix', () => {
    const second = { ...definition, prefix: 'log' };
    expect(decodeTableState(second, { q: 'mine', 'log.q': 'theirs' }).search).toBe('theirs');
    expect(addressNames(second)).toContain('log.status');
  });

  it('writes nothing for what is standard, so that plain addresses stay plain', () => {
    expect(encodeSort(definition, { column: 'spent', direction: 'desc' })).toBeNull();
    expect(encodeSort(definition, { column: 'spent', direction: 'asc' })).toBe('spent');
    expect(encodeColumns(definition, ['name', 'status', 'spent'])).toBeNull();
    expect(encodeColumns(definition, ['name', 'spent'])).toBe('name,spent');
  });

  it('brings option values through that hold commas and percent signs', () => {
    const values = ['a,b', '100%', '%2C', '项目'];
    const text = encodeFilter({ kind: 'options', values });
    expect(decodeFilter({ id: 'project', kind: 'options' }, text)).toEqual({ kind: 'options', values });
  });

  it('hands an export exactly what is filtered, and neither page nor looks', () => {
    const state = decodeTableState(definition, {
      q: 'x',
      status: 'active',
      cursor: 'c',
      density: 'compact',
      sort: '-name',
    });
    expect(filterQuery(definition, state).toString()).toBe('q=x&status=active&sort=-name');
  });

  it('turns the direction on the sorted column and starts afresh on another', () => {
    expect(nextSort({ column: 'spent', direction: 'desc' }, 'spent', 'desc')).toEqual({
      column: 'spent',
      direction: 'asc',
    });
    expect(nextSort({ column: 'spent', direction: 'asc' }, 'name', 'asc')).toEqual({
      column: 'name',
      direction: 'asc',
    });
  });
});
