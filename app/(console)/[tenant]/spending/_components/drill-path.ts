import { OPEN } from './open-rows.ts';
import { unnamed } from './spending-table.ts';

/** What narrows the page down, in the order in which it was chosen, and the address without what came after it. */
export type Crumb = { id: (typeof drilled)[number]; value: string; address: string };

const drilled = ['days', 'cloud', 'subAccount', 'project', 'product', 'unattributed'] as const;

/** The name in the address under which the days before a single one was chosen are kept. */
export const WITHIN = 'within';
/** Stands for this month, which has no days in the address. */
const PRESENT = 'month';
/** Parts of the address that belong to one page of a table, or to one tree. */
const passing = ['cursor', 'peek', OPEN];

/** The way down to what the page shows. The address keeps the order in which its parts were added. */
export function drillPath(search: URLSearchParams): Crumb[] {
  const names = [...search.keys()].flatMap((name) => drilled.find((known) => known === name) ?? []);
  // Days are part of the way only where a day was chosen inside others; otherwise they are what the page begins with.
  const way = names.filter((name) => name !== 'days' || search.has(WITHIN));
  return way.map((id, index) => ({
    id,
    value: readable(search.get(id) ?? '', id),
    address: without(search, way.slice(index + 1)),
  }));
}

/** The address with everything taken back that the way consists of. */
export function wayBack(search: URLSearchParams): string {
  return without(
    search,
    drillPath(search).map(({ id }) => id),
  );
}

function without(search: URLSearchParams, names: readonly string[]): string {
  const query = new URLSearchParams(search);
  for (const name of [...names, ...passing]) query.delete(name);
  if (names.includes('days')) {
    const before = query.get(WITHIN);
    query.delete(WITHIN);
    if (before && before !== PRESENT) query.set('days', before);
  }
  return `?${query.toString()}`;
}

/** The address with more chosen; what is chosen last stands last. */
export function drillDown(search: URLSearchParams, changes: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(search);
  for (const name of passing) query.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    query.set(name, escapeValue(value));
  }
  return `?${query.toString()}`;
}

/** The address that shows one day; of the day that is shown alone, the days before it were chosen. */
export function pickDay(search: URLSearchParams, day: string): string {
  const only = `${day}..${day}`;
  const before = search.get('days');
  if (before === only && search.has(WITHIN)) return without(search, ['days']);
  const query = new URLSearchParams(search);
  if (!query.has(WITHIN)) query.set(WITHIN, before ?? PRESENT);
  return drillDown(query, { days: only });
}

/** Several values of a filter are kept apart by commas, so those inside a name are written differently. */
function escapeValue(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function readable(value: string, id: string): string {
  if (id === 'days') return value.split('..')[0] ?? '';
  const name = value.replaceAll('%2C', ',').replaceAll('%25', '%');
  return name === unnamed ? '' : name;
}
