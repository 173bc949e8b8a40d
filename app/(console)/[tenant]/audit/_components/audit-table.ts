import type { z } from 'zod';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterOptions, filterSpan, pageInput } from '#components/data-table/filter-values.ts';
import type { auditOut } from '#server/audit/schema.ts';

type Recorded = z.output<typeof auditOut>;
/** As it comes over the wire, where a missing document is left out. */
export type AuditEntry = Omit<Recorded, 'before' | 'after'> & { before?: unknown; after?: unknown };

/** What the log can do; the page and the browser read the same state from the address. */
export const auditTable: TableDefinition = {
  name: 'audit',
  columns: [
    { id: 'action', fixed: true },
    { id: 'target' },
    { id: 'actor' },
    { id: 'source' },
    { id: 'requestId', hidden: true },
    { id: 'changes', hidden: true },
    { id: 'chain', hidden: true },
    { id: 'at', sortable: true },
  ],
  filters: [
    { id: 'actor', kind: 'options' },
    { id: 'action', kind: 'options' },
    { id: 'target', kind: 'options' },
    { id: 'source', kind: 'options' },
    { id: 'days', kind: 'day_range' },
  ],
  defaultSort: { column: 'at', direction: 'desc' },
};

/** What the filters ask for, without a page; days are whole days of the tenant's calendar. */
export function auditFilterInput(state: TableState, timeZone: string) {
  const [actorId, action] = [filterOptions(state, 'actor'), filterOptions(state, 'action')];
  const [targetKind, source] = [filterOptions(state, 'target'), filterOptions(state, 'source')];
  return {
    ...(actorId ? { actorId } : {}),
    ...(action ? { action } : {}),
    ...(targetKind ? { targetKind } : {}),
    ...(source ? { source } : {}),
    ...filterSpan(state, 'days', timeZone),
    ...(state.search ? { text: state.search.slice(0, 100) } : {}),
    ...(state.sort ? { order: state.sort.direction } : {}),
  };
}

/** The list procedure's input for a state of the table. */
export function auditListInput(state: TableState, timeZone: string) {
  return {
    ...auditFilterInput(state, timeZone),
    ...pageInput(state),
  };
}
