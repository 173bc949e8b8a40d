import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { idOf } from '#lib/ids.ts';
import { type SubAccountOut, stateFilters } from '#server/iam/schema.ts';

/** What the list of sub-accounts can do; the page and the browser read the same state from the address. */
export const subAccountTable: TableDefinition = {
  columns: [
    { id: 'userName', fixed: true, sortable: true },
    { id: 'cloudAccount' },
    { id: 'status' },
    { id: 'spentShare', sortable: true },
    { id: 'projects' },
    { id: 'runsOut' },
    { id: 'createdAt', sortable: true },
    { id: 'email', hidden: true },
    { id: 'description', hidden: true },
  ],
  filters: [
    { id: 'state', kind: 'options', values: stateFilters },
    { id: 'cloud', kind: 'options' },
  ],
  defaultSort: { column: 'userName', direction: 'asc' },
};

const sortable = ['userName', 'spentShare', 'createdAt'] as const;

/** The part of the list procedure's input that decides which rows come, and in which order; one value per filter. */
export function subAccountFilters(table: TableState) {
  const { search, sort } = table;
  const column = sortable.find((name) => name === sort?.column);
  const chosen = stateFilters.find((value) => value === filterOptions(table, 'state')?.[0]);
  const cloudAccountId = idOf('cloudAccount').safeParse(filterOptions(table, 'cloud')?.[0]).data;
  return {
    ...(search ? { search: search.slice(0, 128) } : {}),
    ...(chosen ? { state: chosen } : {}),
    ...(cloudAccountId ? { cloudAccountId } : {}),
    ...(column ? { sort: column } : {}),
    ...(sort ? { order: sort.direction } : {}),
  };
}

export function subAccountListInput(state: TableState) {
  return {
    ...subAccountFilters(state),
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
  };
}

/** What the forecasts beside a page of the list are asked for; null where no row has a quota. */
export function forecastsInput(rows: readonly Pick<SubAccountOut, 'id' | 'quota'>[] | undefined) {
  const subAccountIds = (rows ?? []).filter((row) => row.quota !== null).map((row) => row.id);
  return subAccountIds.length > 0 ? { subAccountIds } : null;
}
