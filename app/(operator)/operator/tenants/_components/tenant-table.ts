import type { z } from 'zod';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterChoices, filterSpan, pageInput, sortInput } from '#components/data-table/filter-values.ts';
import { tenantSorts, tenantStates } from '#lib/choices.ts';
import type { tenantRow } from '#server/tenants/schema.ts';

export type TenantRow = z.output<typeof tenantRow>;

/** What the tenant list can do; the page and the browser read the same state from the address. */
export const tenantTable: TableDefinition = {
  name: 'operator.tenants',
  columns: [
    { id: 'name', fixed: true, sortable: true },
    { id: 'slug' },
    { id: 'status' },
    { id: 'members' },
    { id: 'cloudAccounts' },
    { id: 'subAccounts' },
    { id: 'currency' },
    { id: 'timeZone', hidden: true },
    { id: 'createdAt', sortable: true },
  ],
  filters: [
    { id: 'status', kind: 'options', values: tenantStates },
    { id: 'created', kind: 'day_range' },
  ],
  defaultSort: { column: 'createdAt', direction: 'desc' },
};

/** Operators have no tenant, so their days are those of UTC. */
const ZONE = 'UTC';

/** What is asked for without a page. */
export function tenantFilters(table: TableState) {
  const status = filterChoices(table, 'status', tenantStates);
  return {
    ...(table.search ? { text: table.search.slice(0, 100) } : {}),
    ...(status ? { status } : {}),
    ...filterSpan(table, 'created', ZONE),
    ...sortInput(table, tenantSorts),
  };
}

/** The list procedure's input for a state of the table. */
export function tenantListInput(table: TableState) {
  return { ...tenantFilters(table), ...pageInput(table) };
}
