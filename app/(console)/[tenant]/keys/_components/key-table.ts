import type { z } from 'zod';
import { filterTeams } from '#app/(console)/[tenant]/teams/_components/filter-teams.ts';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterChoices, pageInput, sortInput } from '#components/data-table/filter-values.ts';
import { keySorts, keyStates } from '#lib/choices.ts';
import type { apiKeyOut } from '#server/keys/schema.ts';

export type ApiKey = z.output<typeof apiKeyOut>;

/** What the key list can do; the page and the browser read the same state from the address. */
export const keyTable: TableDefinition = {
  name: 'keys',
  columns: [
    { id: 'name', fixed: true, sortable: true },
    { id: 'state' },
    { id: 'team' },
    { id: 'use' },
    { id: 'limits' },
    { id: 'hint' },
    { id: 'permissions', hidden: true },
    { id: 'createdBy', hidden: true },
    { id: 'createdAt', hidden: true, sortable: true },
    { id: 'lastUsedAt', sortable: true },
    { id: 'expiresAt', sortable: true },
  ],
  filters: [
    { id: 'state', kind: 'options', values: keyStates },
    { id: 'team', kind: 'options' },
  ],
  defaultSort: { column: 'createdAt', direction: 'desc' },
};

/** What is asked for without a page. */
export function keyFilters(table: TableState) {
  const state = filterChoices(table, 'state', keyStates);
  const teamId = filterTeams(table, 'team');
  return {
    ...(state ? { state } : {}),
    ...(teamId ? { teamId } : {}),
    ...(table.search ? { text: table.search.slice(0, 100) } : {}),
    ...sortInput(table, keySorts),
  };
}

/** The list procedure's input for a state of the table. */
export function keyListInput(table: TableState) {
  return { ...keyFilters(table), ...pageInput(table) };
}
