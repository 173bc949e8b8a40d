import type { TableDefinition, TableState } from '#components/data-table/definition.ts';

/** Runs that failed for good; two tables share the page, so each has its own part of the address. */
export const failedRunTable: TableDefinition = {
  prefix: 'r',
  columns: [{ id: 'function', fixed: true }, { id: 'tenant' }, { id: 'error' }, { id: 'created' }],
};

export const deadDeliveryTable: TableDefinition = {
  prefix: 'd',
  columns: [
    { id: 'alert', fixed: true },
    { id: 'tenant' },
    { id: 'channel' },
    { id: 'error' },
    { id: 'attempts' },
    { id: 'last' },
  ],
};

const pageOf = (state: TableState) => ({
  limit: state.limit,
  ...(state.cursor ? { cursor: state.cursor } : {}),
});

export const failedRunsInput = (state: TableState) => ({ ...pageOf(state), state: 'failed' as const });
export const deadDeliveriesInput = pageOf;
