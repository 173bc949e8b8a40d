import type { z } from 'zod';
import type { ColumnDefinition, TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterDays, filterFlag, filterIds, filterOptions } from '#components/data-table/filter-values.ts';
import { dimensions, groupings } from '#lib/choices.ts';
import type { spendingBreakdownOut, spendingOut, spendingPage } from '#server/spending/schema.ts';

export type SpendingRow = z.output<typeof spendingOut>;
export type SpendingPage = z.output<typeof spendingPage>;
export type Breakdown = z.output<typeof spendingBreakdownOut>;

export type Group = (typeof groupings)[number];
/** In the order in which they are offered. */
export const groups = [
  'project',
  'product',
  'subAccount',
  'cloudAccount',
  'day',
  'record',
] as const satisfies readonly Group[];
export const defaultGroup: Group = 'project';

/** What spending is split by. */
export type Dimension = (typeof dimensions)[number];

/** Stands in the address for spending that names no project or product; no cloud allows such a name. */
export const unnamed = '(none)';

const columns: ColumnDefinition[] = [
  { id: 'day', fixed: true },
  { id: 'project' },
  { id: 'product' },
  { id: 'subAccount' },
  { id: 'cloud' },
  { id: 'source' },
  { id: 'rows' },
  { id: 'amount' },
  { id: 'share' },
];

const filters: TableDefinition['filters'] = [
  { id: 'days', kind: 'day_range' },
  { id: 'cloud', kind: 'options' },
  { id: 'subAccount', kind: 'options' },
  { id: 'project', kind: 'options' },
  { id: 'product', kind: 'options' },
  { id: 'unattributed', kind: 'flag' },
];

/** The filters of the whole page, and the columns of its single records. */
export const spendingTable: TableDefinition = { columns, filters };

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
  const cloudAccountId = filterIds(state, 'cloud', 'cloudAccount')?.[0];
  const subAccountId = filterIds(state, 'subAccount', 'subAccount')?.[0];
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

/** How many rows of a list are read at once. */
export const MOST_ROWS = 200;

/** How many names a breakdown asks for; what is beyond is one figure. */
export const MOST_NAMES = 100;

/** The filter that leaves only what goes by a name under a heading. */
export function filterOf(by: Dimension, id: string): SpendingFilters {
  if (by === 'project') return { project: id };
  if (by === 'product') return { product: id };
  if (by === 'cloudAccount') return { cloudAccountId: id };
  return id ? { subAccountId: id } : { unattributed: true };
}

/** The same as it stands in the address. */
export function addressOf(by: Dimension, id: string): Record<string, string> {
  if (by === 'subAccount') return id ? { subAccount: id } : { unattributed: 'yes' };
  if (by === 'cloudAccount') return { cloud: id };
  return { [by]: id || unnamed };
}

/** Whether the filters leave only one name under a heading, so that breaking it down says nothing. */
export function isChosen(by: Dimension, filters: SpendingFilters): boolean {
  if (by === 'subAccount') return filters.subAccountId !== undefined || filters.unattributed === true;
  return filters[by === 'cloudAccount' ? 'cloudAccountId' : by] !== undefined;
}
