import type { z } from 'zod';
import type { ColumnDefinition, TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterDays, filterFlag, filterOptions } from '#components/data-table/filter-values.ts';
import { idOf } from '#lib/ids.ts';
import { groupings, type spendingOut, type spendingPage } from '#server/spending/schema.ts';

export type SpendingRow = z.output<typeof spendingOut>;
export type SpendingPage = z.output<typeof spendingPage>;

export type Group = (typeof groupings)[number];
/** In the order in which they are offered. */
export const groups = [
  'day',
  'product',
  'project',
  'subAccount',
  'record',
] as const satisfies readonly Group[];
export const defaultGroup: Group = 'day';

/** What a trend can be stacked by. */
export const dimensions = ['product', 'project', 'subAccount'] as const;
export type Dimension = (typeof dimensions)[number];

/** Stands in the address for spending that names no project or product; no cloud allows such a name. */
export const unnamed = '(none)';

const figures: ColumnDefinition[] = [{ id: 'rows' }, { id: 'amount' }, { id: 'share' }];

const columns: Record<Group, readonly ColumnDefinition[]> = {
  day: [{ id: 'day', fixed: true }, ...figures],
  product: [{ id: 'product', fixed: true }, ...figures],
  project: [{ id: 'project', fixed: true }, { id: 'subAccount' }, { id: 'cloud' }, ...figures],
  subAccount: [{ id: 'subAccount', fixed: true }, ...figures],
  record: [
    { id: 'day', fixed: true },
    { id: 'project' },
    { id: 'product' },
    { id: 'subAccount' },
    { id: 'cloud' },
    { id: 'source' },
    ...figures,
  ],
};

const filters: TableDefinition['filters'] = [
  { id: 'days', kind: 'day_range' },
  { id: 'cloud', kind: 'options' },
  { id: 'subAccount', kind: 'options' },
  { id: 'project', kind: 'options' },
  { id: 'product', kind: 'options' },
  { id: 'unattributed', kind: 'flag' },
];

/** One definition for each grouping: they share the filters and differ in their columns. */
export const spendingTables: Record<Group, TableDefinition> = {
  day: { columns: columns.day, filters },
  product: { columns: columns.product, filters },
  project: { columns: columns.project, filters },
  subAccount: { columns: columns.subAccount, filters },
  record: { columns: columns.record, filters },
};

export function readGroup(text: string | null | undefined): Group {
  return groupings.find((known) => known === text) ?? defaultGroup;
}

export function readDimension(text: string | null | undefined): Dimension {
  return dimensions.find((known) => known === text) ?? 'product';
}

/** The part of the procedure's input that says which spending is meant; without days it is this month. */
export function spendingFilters(state: TableState) {
  const one = (id: string) => filterOptions(state, id)?.[0];
  const named = (id: string) => (one(id) === unnamed ? '' : one(id)?.slice(0, 128));
  const cloudAccountId = idOf('cloudAccount').safeParse(one('cloud')).data;
  const subAccountId = idOf('subAccount').safeParse(one('subAccount')).data;
  const [project, product] = [named('project'), named('product')];
  return {
    ...filterDays(state, 'days'),
    ...(cloudAccountId ? { cloudAccountId } : {}),
    ...(subAccountId ? { subAccountId } : {}),
    ...(project === undefined ? {} : { project }),
    ...(product === undefined ? {} : { product }),
    ...(filterFlag(state, 'unattributed') ? { unattributed: true } : {}),
  };
}

export type SpendingFilters = ReturnType<typeof spendingFilters>;

export function spendingListInput(state: TableState, groupBy: Group) {
  return {
    ...spendingFilters(state),
    groupBy,
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
  };
}

/** How many names a breakdown and the filters know; what is beyond is still in every total. */
export const MOST_NAMES = 200;

/** Everything under one heading, largest first. */
export function breakdownInput(filter: SpendingFilters, groupBy: Dimension) {
  return { ...filter, groupBy, limit: MOST_NAMES };
}
