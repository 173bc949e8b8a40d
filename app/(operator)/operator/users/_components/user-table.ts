import type { z } from 'zod';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterChoices, filterFlag, pageInput, sortInput } from '#components/data-table/filter-values.ts';
import { personSorts, personStates } from '#lib/choices.ts';
import type { personRow } from '#server/users/schema.ts';

export type Person = z.output<typeof personRow>;

/** What the list of people can do; the page and the browser read the same state from the address. */
export const userTable: TableDefinition = {
  name: 'operator.users',
  columns: [
    { id: 'name', fixed: true, sortable: true },
    { id: 'email', sortable: true },
    { id: 'tenants' },
    { id: 'state' },
    { id: 'lastSignInAt', sortable: true },
    { id: 'createdAt', sortable: true },
  ],
  filters: [
    { id: 'state', kind: 'options', values: personStates },
    { id: 'operator', kind: 'flag' },
  ],
  defaultSort: { column: 'createdAt', direction: 'desc' },
};

/** What is asked for without a page. */
export function userFilters(table: TableState) {
  const state = filterChoices(table, 'state', personStates);
  const isOperator = filterFlag(table, 'operator');
  return {
    ...(table.search ? { text: table.search.slice(0, 100) } : {}),
    ...(state ? { state } : {}),
    ...(isOperator === undefined ? {} : { isOperator }),
    ...sortInput(table, personSorts),
  };
}

/** The list procedure's input for a state of the table. */
export function userListInput(table: TableState) {
  return { ...userFilters(table), ...pageInput(table) };
}
