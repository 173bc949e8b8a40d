import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { encodeFilter } from '#components/data-table/filter-codec.ts';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { runStates } from '#lib/choices.ts';

/** What the list of runs can do; the page and the browser read the same state from the address. */
export const runTable: TableDefinition = {
  columns: [
    { id: 'function', fixed: true },
    { id: 'state' },
    { id: 'tenant' },
    { id: 'trigger' },
    { id: 'error' },
    { id: 'duration' },
    { id: 'created' },
  ],
  filters: [
    { id: 'state', kind: 'options', values: runStates },
    { id: 'function', kind: 'options' },
  ],
};

/** The list procedure's input for a state of the table; it takes one value of each filter. */
export function runListInput(state: TableState) {
  const status = runStates.find((known) => known === filterOptions(state, 'state')?.[0]);
  const functionId = filterOptions(state, 'function')?.[0];
  return {
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
    ...(state.search ? { text: state.search.slice(0, 100) } : {}),
    ...(status ? { state: status } : {}),
    ...(functionId ? { functionId: functionId.slice(0, 200) } : {}),
  };
}

/** The address of a function's runs. */
export function runsHref(functionId: string): string {
  const value = encodeFilter({ kind: 'options', values: [functionId] }) ?? '';
  return `/operator/jobs/runs?${new URLSearchParams({ function: value })}`;
}
