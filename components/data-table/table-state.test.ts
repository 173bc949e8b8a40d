import { describe, expect, it } from 'vitest';
import type { TableDefinition } from './definition.ts';
import { decodeFilter, encodeFilter } from './filter-codec.ts';
import { filterAmounts, filterDays, filterFlag, filterOptions } from './filter-values.ts';
import {
  addressNames,
  decodeTableState,
  encodeColumns,
  encodeSort,
  isPlain,
  nextSort,
  readTableState,
  showsView,
  viewChanges,
  viewParts,
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
      limit: 25,
      columns: ['name', 'status', 'spent'],
      density: 'comfortable',
      peek: null,
      view: null,
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
    expect(state.limit).toBe(25);
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

  it("falls back on the reader's own columns and row height, which an address overrules", () => {
    const choice = { columns: ['created', 'name', 'gone'], density: 'compact' as const };
    expect(decodeTableState(definition, {}, choice)).toMatchObject({
      columns: ['name', 'created'],
      density: 'compact',
    });
    const asked = { columns: 'spent', density: 'comfortable' };
    expect(decodeTableState(definition, asked, choice)).toMatchObject({
      columns: ['name', 'spent'],
      density: 'comfortable',
    });
    const nothing = { columns: [], density: 'comfortable' as const };
    expect(decodeTableState(definition, {}, nothing).columns).toEqual(['name', 'status', 'spent']);
  });

  it('keeps in a view everything but where in the list somebody is', () => {
    const address = {
      q: 'x',
      status: 'active',
      sort: '-name',
      cursor: 'c',
      peek: 'sub_1',
      view: 'viw_1',
      limit: '100',
    };
    expect(viewParts(definition, decodeTableState(definition, address))).toEqual({
      q: 'x',
      status: 'active',
      sort: '-name',
      limit: '100',
      columns: 'name,status,spent',
      density: 'comfortable',
    });
  });

  it('shows a view by changing every part of the address that views are about', () => {
    const second = { ...definition, prefix: 'log' };
    const changes = viewChanges(second, { q: 'x', status: 'active', cursor: 'c', unknown: 'y' });
    expect(changes).toMatchObject({ q: 'x', status: 'active', sort: null, columns: null });
    expect(Object.keys(changes)).not.toContain('cursor');
    expect(Object.keys(changes)).not.toContain('unknown');
  });

  it('knows whether a view is what is shown, also where the view says less than it could', () => {
    const state = decodeTableState(definition, { status: 'cut_off,active', sort: '-spent', cursor: 'c' });
    expect(showsView(definition, state, viewParts(definition, state))).toBe(true);
    expect(showsView(definition, state, { status: 'cut_off,active' })).toBe(true);
    expect(showsView(definition, state, { status: 'cut_off' })).toBe(false);
    expect(showsView(definition, { ...state, density: 'compact' }, { status: 'cut_off,active' })).toBe(false);
    const second = { ...definition, prefix: 'log' };
    const elsewhere = decodeTableState(second, { 'log.status': 'active' });
    expect(showsView(second, elsewhere, { status: 'active' })).toBe(true);
  });

  it('takes an address for plain only while it says nothing of the table', () => {
    expect(isPlain(definition, { tab: 'x', status: undefined })).toBe(true);
    for (const name of ['q', 'status', 'cursor', 'peek', 'view'])
      expect([name, isPlain(definition, { [name]: 'x' })]).toEqual([name, false]);
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
