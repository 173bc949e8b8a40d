import type { z } from 'zod';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterOptions } from '#components/data-table/filter-values.ts';
import type { tenantRow } from '#server/tenants/schema.ts';

export type TenantRow = z.output<typeof tenantRow>;

export const tenantStates = ['active', 'suspended'] as const;

/** What the tenant list can do; the page and the browser read the same state from the address. */
export const tenantTable: TableDefinition = {
  columns: [
    { id: 'name', fixed: true },
    { id: 'status' },
    { id: 'members' },
    { id: 'cloudAccounts' },
    { id: 'subAccounts' },
    { id: 'currency' },
    { id: 'timeZone', hidden: true },
    { id: 'created' },
  ],
  filters: [{ id: 'status', kind: 'options', values: tenantStates }],
};

/** The list procedure's input for a state of the table. */
export function tenantListInput(state: TableState) {
  const status = tenantStates.find((known) => known === filterOptions(state, 'status')?.[0]);
  return {
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
    ...(state.search ? { text: state.search.slice(0, 100) } : {}),
    ...(status ? { status } : {}),
  };
}
