import type { TableDefinition, TableState } from '#components/data-table/definition.ts';

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

const pageOf = ({ search, cursor, limit }: TableState) => ({
  limit,
  ...(search ? { search: search.slice(0, 128) } : {}),
  ...(cursor ? { cursor } : {}),
});

export function projectListInput(cloudAccountId: string, state: TableState) {
  return { cloudAccountId, ...pageOf(state) };
}

export function userListInput(cloudAccountId: string, state: TableState) {
  const { sort } = state;
  return {
    cloudAccountId,
    managed: false,
    sort: sort?.column === 'createdAt' ? ('createdAt' as const) : ('userName' as const),
    order: sort?.direction ?? ('asc' as const),
    ...pageOf(state),
  };
}
