import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import {
  filterChoices,
  filterFlag,
  filterOptions,
  filterSpan,
  pageInput,
  sortInput,
} from '#components/data-table/filter-values.ts';
import { invitationSorts, memberSorts } from '#lib/choices.ts';
import { isId } from '#lib/new-id.ts';
import { roles } from '#lib/permissions.ts';

/** What the member list can do; the page and the browser read the same state from the address. */
export const memberTable: TableDefinition = {
  name: 'members',
  columns: [
    { id: 'name', fixed: true, sortable: true },
    { id: 'email', sortable: true },
    { id: 'role' },
    { id: 'lastSignInAt', sortable: true },
    { id: 'createdAt', sortable: true },
  ],
  filters: [
    { id: 'role', kind: 'options' },
    { id: 'disabled', kind: 'flag' },
    { id: 'joined', kind: 'day_range' },
  ],
  defaultSort: { column: 'createdAt', direction: 'asc' },
};

/** Those that are waiting; the others are history. */
export const waitingStates = ['open', 'expired'] as const;

export const invitationTable: TableDefinition = {
  name: 'invitations',
  columns: [
    { id: 'email', fixed: true, sortable: true },
    { id: 'role' },
    { id: 'invitedBy' },
    { id: 'createdAt', sortable: true },
    { id: 'expiresAt', sortable: true },
  ],
  filters: [
    { id: 'state', kind: 'options', values: waitingStates },
    { id: 'role', kind: 'options' },
  ],
  defaultSort: { column: 'createdAt', direction: 'desc' },
};

/** The chosen roles, by built-in name or by id; what is neither falls out. */
function roleChoices(table: TableState): string[] | undefined {
  const chosen = filterOptions(table, 'role')?.filter(
    (role) => roles.some((known) => known === role) || isId('role', role),
  );
  return chosen && chosen.length > 0 ? chosen : undefined;
}

/** What is asked for without a page. */
export function memberFilters(table: TableState, timeZone: string) {
  const role = roleChoices(table);
  const disabled = filterFlag(table, 'disabled');
  return {
    ...(table.search ? { text: table.search.slice(0, 100) } : {}),
    ...(role ? { role } : {}),
    ...(disabled === undefined ? {} : { disabled }),
    ...filterSpan(table, 'joined', timeZone),
    ...sortInput(table, memberSorts),
  };
}

/** The list procedure's input for a state of the table. */
export function memberListInput(table: TableState, timeZone: string) {
  return { ...memberFilters(table, timeZone), ...pageInput(table) };
}

export function invitationFilters(table: TableState) {
  const role = roleChoices(table);
  const state = filterChoices(table, 'state', waitingStates);
  return {
    ...(table.search ? { text: table.search.slice(0, 100) } : {}),
    ...(role ? { role } : {}),
    ...(state ? { state } : {}),
    ...sortInput(table, invitationSorts),
  };
}

export function invitationListInput(table: TableState) {
  return { ...invitationFilters(table), ...pageInput(table) };
}

/** The first page of both lists, for the counts in the tabs. */
export const countInput = { limit: 1 };
