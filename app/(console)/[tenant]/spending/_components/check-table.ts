import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterIds, filterOptions } from '#components/data-table/filter-values.ts';
import { checkStates } from '#lib/choices.ts';

/** What the history of spending checks can be looked through by. */
export const checkTable: TableDefinition = {
  columns: [
    { id: 'startedAt', fixed: true },
    { id: 'state' },
    { id: 'cloud' },
    { id: 'trigger' },
    { id: 'duration' },
    { id: 'pages' },
    { id: 'rows' },
    { id: 'changed' },
  ],
  filters: [
    { id: 'state', kind: 'options', values: checkStates },
    { id: 'cloud', kind: 'options' },
  ],
  pageSizes: [20, 50, 200],
};

export function checkListInput(state: TableState) {
  const chosen = checkStates.find((value) => value === filterOptions(state, 'state')?.[0]);
  const cloudAccountId = filterIds(state, 'cloud', 'cloudAccount')?.[0];
  return {
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
    ...(chosen ? { state: chosen } : {}),
    ...(cloudAccountId ? { cloudAccountId } : {}),
  };
}
