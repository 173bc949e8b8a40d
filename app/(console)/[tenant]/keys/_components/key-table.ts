import type { z } from 'zod';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { type apiKeyOut, keyStates } from '#server/keys/schema.ts';

export type ApiKey = z.output<typeof apiKeyOut>;

/** What the key list can do; the page and the browser read the same state from the address. */
export const keyTable: TableDefinition = {
  columns: [
    { id: 'name', fixed: true },
    { id: 'permissions' },
    { id: 'createdBy' },
    { id: 'created', hidden: true },
    { id: 'lastUsed' },
    { id: 'expires' },
    { id: 'state' },
  ],
  filters: [{ id: 'state', kind: 'options', values: keyStates }],
};

/** The list procedure's input for a state of the table. */
export function keyListInput(state: TableState) {
  const chosen = keyStates.find((known) => known === filterOptions(state, 'state')?.[0]);
  return {
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
    ...(chosen ? { state: chosen } : {}),
  };
}
