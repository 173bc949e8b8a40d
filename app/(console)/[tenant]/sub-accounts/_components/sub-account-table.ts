import { filterTeams } from '#app/(console)/[tenant]/teams/_components/filter-teams.ts';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import {
  filterAmounts,
  filterChoices,
  filterFlag,
  filterIds,
  filterOptions,
  filterSpan,
  pageInput,
  sortInput,
} from '#components/data-table/filter-values.ts';
import { stateFilters, subAccountSorts } from '#lib/choices.ts';
import { isId } from '#lib/new-id.ts';
import type { SubAccountOut } from '#server/iam/schema.ts';

/** What the list of sub-accounts can do; the page and the browser read the same state from the address. */
export const subAccountTable: TableDefinition = {
  name: 'sub-accounts',
  columns: [
    { id: 'userName', fixed: true, sortable: true },
    { id: 'cloudAccount', sortable: true },
    { id: 'team' },
    { id: 'holder', hidden: true },
    { id: 'status' },
    { id: 'spentShare', sortable: true },
    { id: 'spent', hidden: true, sortable: true },
    { id: 'granted', hidden: true, sortable: true },
    { id: 'projects' },
    { id: 'runsOut' },
    { id: 'createdAt', hidden: true, sortable: true },
    { id: 'email', hidden: true },
    { id: 'description', hidden: true },
  ],
  filters: [
    { id: 'state', kind: 'options', values: stateFilters },
    { id: 'cloud', kind: 'options' },
    { id: 'team', kind: 'options' },
    { id: 'holder', kind: 'options' },
    { id: 'share', kind: 'amount_range' },
    { id: 'spending', kind: 'amount_range' },
    { id: 'guarded', kind: 'flag' },
    { id: 'created', kind: 'day_range' },
  ],
  defaultSort: { column: 'userName', direction: 'asc' },
};

/** The chosen holders, `none` among them; what is no id falls out. */
function filterHolders(table: TableState): string[] | undefined {
  const chosen = filterOptions(table, 'holder')?.filter((value) => value === 'none' || isId('member', value));
  return chosen && chosen.length > 0 ? chosen : undefined;
}

/** The part of the list procedure's input that decides which rows come, and in which order. */
export function subAccountFilters(table: TableState, timeZone: string) {
  const { search } = table;
  const state = filterChoices(table, 'state', stateFilters);
  const cloudAccountId = filterIds(table, 'cloud', 'cloudAccount');
  const teamId = filterTeams(table, 'team');
  const holderId = filterHolders(table);
  const guarded = filterFlag(table, 'guarded');
  const [share, spent] = [filterAmounts(table, 'share'), filterAmounts(table, 'spending')];
  return {
    ...(search ? { search: search.slice(0, 128) } : {}),
    ...(state ? { state } : {}),
    ...(cloudAccountId ? { cloudAccountId } : {}),
    ...(teamId ? { teamId } : {}),
    ...(holderId ? { holderId } : {}),
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
