import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import {
  filterAmounts,
  filterChoices,
  filterFlag,
  filterIds,
  filterSpan,
  pageInput,
  sortInput,
} from '#components/data-table/filter-values.ts';
import { stateFilters, subAccountSorts } from '#lib/choices.ts';
import type { SubAccountOut } from '#server/iam/schema.ts';

/** What the list of sub-accounts can do; the page and the browser read the same state from the address. */
export const subAccountTable: TableDefinition = {
  name: 'sub-accounts',
  columns: [
    { id: 'userName', fixed: true, sortable: true },
    { id: 'cloudAccount', sortable: true },
    { id: 'status' },
    { id: 'spentShare', sortable: true },
    { id: 'spent', hidden: true, sortable: true },
    { id: 'granted', hidden: true, sortable: true },
    { id: 'projects' },
    { id: 'runsOut' },
    { id: 'createdAt', sortable: true },
    { id: 'email', hidden: true },
    { id: 'description', hidden: true },
  ],
  filters: [
    { id: 'state', kind: 'options', values: stateFilters },
    { id: 'cloud', kind: 'options' },
    { id: 'share', kind: 'amount_range' },
    { id: 'spending', kind: 'amount_range' },
    { id: 'guarded', kind: 'flag' },
    { id: 'created', kind: 'day_range' },
  ],
  defaultSort: { column: 'userName', direction: 'asc' },
};

/** The part of the list procedure's input that decides which rows come, and in which order. */
export function subAccountFilters(table: TableState, timeZone: string) {
  const { search } = table;
  const state = filterChoices(table, 'state', stateFilters);
  const cloudAccountId = filterIds(table, 'cloud', 'cloudAccount');
  const guarded = filterFlag(table, 'guarded');
  const [share, spent] = [filterAmounts(table, 'share'), filterAmounts(table, 'spending')];
  return {
    ...(search ? { search: search.slice(0, 128) } : {}),
    ...(state ? { state } : {}),
    ...(cloudAccountId ? { cloudAccountId } : {}),
    ...(guarded === undefined ? {} : { protected: guarded }),
    ...(share.min ? { shareFrom: Number(share.min) } : {}),
    ...(share.max ? { shareTo: Number(share.max) } : {}),
    ...(spent.min ? { spentFrom: spent.min } : {}),
    ...(spent.max ? { spentTo: spent.max } : {}),
    ...filterSpan(table, 'created', timeZone),
    ...sortInput(table, subAccountSorts),
  };
}

export function subAccountListInput(state: TableState, timeZone: string) {
  return { ...subAccountFilters(state, timeZone), ...pageInput(state) };
}

/** What the forecasts beside a page of the list are asked for; null where no row has a quota. */
export function forecastsInput(rows: readonly Pick<SubAccountOut, 'id' | 'quota'>[] | undefined) {
  const subAccountIds = (rows ?? []).filter((row) => row.quota !== null).map((row) => row.id);
  return subAccountIds.length > 0 ? { subAccountIds } : null;
}
