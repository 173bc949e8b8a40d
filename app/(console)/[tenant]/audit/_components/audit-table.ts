import type { z } from 'zod';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { filterDays, filterOptions } from '#components/data-table/filter-values.ts';
import { addDays, startOfDay } from '#lib/periods.ts';
import type { auditOut } from '#server/audit/schema.ts';

type Recorded = z.output<typeof auditOut>;
/** As it comes over the wire, where a missing document is left out. */
export type AuditEntry = Omit<Recorded, 'before' | 'after'> & { before?: unknown; after?: unknown };

/** What the log can do; the page and the browser read the same state from the address. */
export const auditTable: TableDefinition = {
  columns: [
    { id: 'action', fixed: true },
    { id: 'target' },
    { id: 'actor' },
    { id: 'source' },
    { id: 'requestId', hidden: true },
    { id: 'at' },
  ],
  filters: [
    { id: 'actor', kind: 'options' },
    { id: 'action', kind: 'options' },
    { id: 'target', kind: 'options' },
    { id: 'days', kind: 'day_range' },
  ],
};

/** What the filters ask for, without a page; days are whole days of the tenant's calendar. */
export function auditFilterInput(state: TableState, timeZone: string) {
  const first = (id: string) => filterOptions(state, id)?.[0];
  const [actorId, action, targetKind] = [first('actor'), first('action'), first('target')];
  const { from, to } = filterDays(state, 'days');
  return {
    ...(actorId ? { actorId } : {}),
    ...(action ? { action } : {}),
    ...(targetKind ? { targetKind } : {}),
    ...(from ? { from: startOfDay(from, timeZone).toISOString() } : {}),
    ...(to ? { to: startOfDay(addDays(to, 1), timeZone).toISOString() } : {}),
    ...(state.search ? { text: state.search.slice(0, 100) } : {}),
  };
}

/** The list procedure's input for a state of the table. */
export function auditListInput(state: TableState, timeZone: string) {
  return {
    ...auditFilterInput(state, timeZone),
    limit: state.limit,
    ...(state.cursor ? { cursor: state.cursor } : {}),
  };
}
