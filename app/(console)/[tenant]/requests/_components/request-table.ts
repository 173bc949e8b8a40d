import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import {
  filterChoices,
  filterIds,
  filterSpan,
  pageInput,
  sortInput,
} from '#components/data-table/filter-values.ts';
import { requestSorts, requestStates } from '#lib/choices.ts';

/** What the list of requests can do; the page and the browser read the same state from the address. */
export const requestTable: TableDefinition = {
  name: 'requests',
  columns: [
    { id: 'subAccount', fixed: true },
    { id: 'amount' },
    { id: 'quota' },
    { id: 'requestedBy' },
    { id: 'reason' },
    { id: 'state' },
    { id: 'decidedBy', hidden: true },
    { id: 'decidedAt', hidden: true, sortable: true },
    { id: 'note', hidden: true },
    { id: 'createdAt', sortable: true },
  ],
  filters: [
    { id: 'state', kind: 'options', values: requestStates },
    { id: 'subAccount', kind: 'options' },
    { id: 'days', kind: 'day_range' },
  ],
  defaultSort: { column: 'createdAt', direction: 'desc' },
};

/** What the filters ask for, without a page; days are whole days of the tenant's calendar. */
export function requestFilters(table: TableState, timeZone: string) {
  const state = filterChoices(table, 'state', requestStates);
  const subAccountId = filterIds(table, 'subAccount', 'subAccount');
  return {
    ...(state ? { state } : {}),
    ...(subAccountId ? { subAccountId } : {}),
    ...(table.search ? { text: table.search.slice(0, 100) } : {}),
    ...filterSpan(table, 'days', timeZone),
    ...sortInput(table, requestSorts),
  };
}

/** The list procedure's input for a state of the table. */
export function requestListInput(table: TableState, timeZone: string) {
  return { ...requestFilters(table, timeZone), ...pageInput(table) };
}
