import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterIds, filterOptions } from '#components/data-table/filter-values.ts';
import { deliveryStates } from '#lib/choices.ts';

/** A tenant has a handful of channels: one page holds them all. */
export const channelListInput = { limit: 200 };

export const channelTable: TableDefinition = {
  columns: [{ id: 'name', fixed: true }, { id: 'carries' }, { id: 'health' }, { id: 'enabled' }],
  pageSizes: [200],
};

/** What the delivery log can do; the page and the browser read the same state from the address. */
export const deliveryTable: TableDefinition = {
  columns: [
    { id: 'subject', fixed: true },
    { id: 'channel' },
    { id: 'state' },
    { id: 'attempts' },
    { id: 'error' },
    { id: 'last' },
  ],
  filters: [
    { id: 'state', kind: 'options', values: deliveryStates },
    { id: 'channel', kind: 'options' },
  ],
};

/** The log procedure's input for a state of the table; it takes one value of each filter. */
export function deliveryListInput(state: TableState) {
  const channelId = filterIds(state, 'channel', 'channel')?.[0];
  const status = deliveryStates.find((value) => value === filterOptions(state, 'state')?.[0]);
  return {
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
    ...(channelId ? { channelId } : {}),
    ...(status ? { state: status } : {}),
  };
}
