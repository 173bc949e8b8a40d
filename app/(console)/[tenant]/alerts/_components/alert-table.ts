import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import {
  filterChoices,
  filterFlag,
  filterIds,
  filterSpan,
  pageInput,
} from '#components/data-table/filter-values.ts';
import { alertTypes, severities } from '#lib/alerts.ts';
import { alertStates } from '#lib/choices.ts';

/** What the alert list can do; the page and the browser read the same state from the address. */
export const alertTable: TableDefinition = {
  name: 'alerts',
  columns: [
    { id: 'subject', fixed: true },
    { id: 'state' },
    { id: 'type', hidden: true },
    { id: 'subAccount' },
    { id: 'deliveries' },
    { id: 'createdAt', sortable: true },
  ],
  filters: [
    { id: 'state', kind: 'options', values: alertStates },
    { id: 'severity', kind: 'options', values: severities },
    { id: 'type', kind: 'options', values: alertTypes },
    { id: 'subAccount', kind: 'options' },
    { id: 'muted', kind: 'flag' },
    { id: 'days', kind: 'day_range' },
  ],
  defaultSort: { column: 'createdAt', direction: 'desc' },
};

/** What the filters ask for, without a page; days are whole days of the tenant's calendar. */
export function alertFilters(table: TableState, timeZone: string) {
  const state = filterChoices(table, 'state', alertStates);
  const severity = filterChoices(table, 'severity', severities);
  const type = filterChoices(table, 'type', alertTypes);
  const subAccountId = filterIds(table, 'subAccount', 'subAccount');
  const muted = filterFlag(table, 'muted');
  return {
    ...(state ? { state } : {}),
    ...(severity ? { severity } : {}),
    ...(type ? { type } : {}),
    ...(subAccountId ? { subAccountId } : {}),
    ...(muted === undefined ? {} : { muted }),
    ...(table.search ? { text: table.search.slice(0, 100) } : {}),
    ...filterSpan(table, 'days', timeZone),
    ...(table.sort ? { order: table.sort.direction } : {}),
  };
}

/** The list procedure's input for a state of the table. */
export function alertListInput(table: TableState, timeZone: string) {
  return { ...alertFilters(table, timeZone), ...pageInput(table) };
}
