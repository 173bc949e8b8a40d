import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { alertTypes, severities } from '#lib/alerts.ts';
import { idOf } from '#lib/ids.ts';
import { alertStates } from '#server/alerts/schema.ts';

/** What the alert list can do; the page and the browser read the same state from the address. */
export const alertTable: TableDefinition = {
  columns: [
    { id: 'subject', fixed: true },
    { id: 'state' },
    { id: 'type', hidden: true },
    { id: 'subAccount' },
    { id: 'deliveries' },
    { id: 'createdAt' },
  ],
  filters: [
    { id: 'state', kind: 'options', values: alertStates },
    { id: 'severity', kind: 'options', values: severities },
    { id: 'type', kind: 'options', values: alertTypes },
    { id: 'subAccount', kind: 'options' },
  ],
};

/** The list procedure's input for a state of the table; it takes one value of each filter. */
export function alertListInput(state: TableState) {
  const chosen = <Value extends string>(id: string, values: readonly Value[]) =>
    values.find((value) => value === filterOptions(state, id)?.[0]);
  const [status, severity, type] = [
    chosen('state', alertStates),
    chosen('severity', severities),
    chosen('type', alertTypes),
  ];
  const subAccountId = idOf('subAccount').safeParse(filterOptions(state, 'subAccount')?.[0]).data;
  return {
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
    ...(status ? { state: status } : {}),
    ...(severity ? { severity } : {}),
    ...(type ? { type } : {}),
    ...(subAccountId ? { subAccountId } : {}),
  };
}
