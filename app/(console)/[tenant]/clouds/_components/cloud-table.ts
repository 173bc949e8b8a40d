import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterChoices, pageInput, sortInput } from '#components/data-table/filter-values.ts';
import { cloudSorts, cloudStates, providerIds } from '#lib/choices.ts';

/** What the list of cloud accounts can do; the page and the browser read the same state from the address. */
export const cloudTable: TableDefinition = {
  name: 'clouds',
  columns: [
    { id: 'name', fixed: true, sortable: true },
    { id: 'status' },
    { id: 'accountNo' },
    { id: 'subAccounts' },
    { id: 'checkedAt', sortable: true },
    { id: 'bill' },
    { id: 'syncedAt' },
    { id: 'connectedAt', hidden: true, sortable: true },
    { id: 'key', hidden: true },
  ],
  filters: [
    { id: 'status', kind: 'options', values: cloudStates },
    { id: 'provider', kind: 'options', values: providerIds },
  ],
  defaultSort: { column: 'connectedAt', direction: 'desc' },
};

/** What is asked for without a page. */
export function cloudFilters(table: TableState) {
  const status = filterChoices(table, 'status', cloudStates);
  const provider = filterChoices(table, 'provider', providerIds);
  return {
    ...(table.search ? { text: table.search.slice(0, 100) } : {}),
    ...(status ? { status } : {}),
    ...(provider ? { provider } : {}),
    ...sortInput(table, cloudSorts),
  };
}

/** The list procedure's input for a state of the table. */
export function cloudsInput(table: TableState) {
  return { ...cloudFilters(table), ...pageInput(table) };
}
