import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { roles } from '#lib/permissions.ts';

/** What the member list can do; the page and the browser read the same state from the address. */
export const memberTable: TableDefinition = {
  columns: [
    { id: 'name', fixed: true },
    { id: 'email' },
    { id: 'role' },
    { id: 'lastSignIn' },
    { id: 'joined' },
  ],
  filters: [{ id: 'role', kind: 'options', values: roles }],
};

export const invitationTable: TableDefinition = {
  columns: [
    { id: 'email', fixed: true },
    { id: 'role' },
    { id: 'invitedBy' },
    { id: 'sent' },
    { id: 'state' },
  ],
};

/** The list procedure's input for a state of the table. */
export function memberListInput(state: TableState) {
  const role = roles.find((known) => known === filterOptions(state, 'role')?.[0]);
  return {
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
    ...(state.search ? { text: state.search.slice(0, 100) } : {}),
    ...(role ? { role } : {}),
  };
}

export function invitationListInput(state: TableState) {
  return { limit: state.limit, ...(state.cursor ? { cursor: state.cursor } : {}) };
}

/** The first page of both lists, for the counts in the tabs. */
export const countInput = { limit: 1 };
