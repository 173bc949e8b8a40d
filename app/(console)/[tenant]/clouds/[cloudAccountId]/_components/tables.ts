import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { pageInput, sortInput } from '#components/data-table/filter-values.ts';

/** What the cloud's projects can be looked through by. */
export const projectTable: TableDefinition = {
  columns: [{ id: 'name', fixed: true }, { id: 'displayName' }, { id: 'owner' }],
  pageSizes: [20, 50, 200],
  prefix: 'projects',
};

/** What users of the cloud that nobody manages can be looked through by. */
export const userTable: TableDefinition = {
  columns: [
    { id: 'userName', fixed: true, sortable: true },
    { id: 'displayName' },
    { id: 'email' },
    { id: 'createdAt', sortable: true },
  ],
  defaultSort: { column: 'userName', direction: 'asc' },
  pageSizes: [20, 50, 200],
  prefix: 'users',
};

const searchOf = ({ search }: TableState) => (search ? { search: search.slice(0, 128) } : {});

/** What is asked for without a page. */
export function projectFilters(cloudAccountId: string, table: TableState) {
  return { cloudAccountId, ...searchOf(table) };
}

export function projectListInput(cloudAccountId: string, table: TableState) {
  return { ...projectFilters(cloudAccountId, table), ...pageInput(table) };
}

export function userFilters(cloudAccountId: string, table: TableState) {
  return {
    cloudAccountId,
    managed: false,
    ...sortInput(table, ['userName', 'createdAt'] as const),
    ...searchOf(table),
  };
}

export function userListInput(cloudAccountId: string, table: TableState) {
  return { ...userFilters(cloudAccountId, table), ...pageInput(table) };
}
