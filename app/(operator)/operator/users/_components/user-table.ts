import type { z } from 'zod';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import type { personRow } from '#server/users/schema.ts';

export type Person = z.output<typeof personRow>;

/** What the list of people can do; the page and the browser read the same state from the address. */
export const userTable: TableDefinition = {
  columns: [
    { id: 'name', fixed: true },
    { id: 'email' },
    { id: 'tenants' },
    { id: 'state' },
    { id: 'lastSignIn' },
    { id: 'created' },
  ],
};

/** The list procedure's input for a state of the table. */
export function userListInput(state: TableState) {
  return {
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
    ...(state.search ? { text: state.search.slice(0, 100) } : {}),
  };
}
