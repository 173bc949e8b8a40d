import {
  type ColumnDefinition,
  type Density,
  defaultPageSizes,
  type FilterValue,
  type SortState,
  type TableDefinition,
  type TableState,
} from './definition.ts';
import { decodeFilter, encodeFilter } from './filter-codec.ts';

/** What the address holds under each of our own names. */
export type RawTableState = Readonly<Record<string, string | null | undefined>>;

const ownNames = ['q', 'sort', 'cursor', 'limit', 'columns', 'density', 'peek'] as const;

/** The name of a part of the state in the address. */
export function addressName(definition: TableDefinition, name: string): string {
  return definition.prefix ? `${definition.prefix}.${name}` : name;
}

/** Every name in the address that this table reads and writes. */
export function addressNames(definition: TableDefinition): string[] {
  return [...ownNames, ...(definition.filters ?? []).map((filter) => filter.id)].map((name) =>
    addressName(definition, name),
  );
}

/**
 * The state that an address describes. What cannot be read falls back to its default in silence, so an old or edited
 * link still opens. Pure; the hook in the browser and the page on the server both call it.
 */
export function decodeTableState(definition: TableDefinition, raw: RawTableState): TableState {
  const read = (name: string) => raw[addressName(definition, name)] ?? null;
  const filters: Record<string, FilterValue> = {};
  for (const filter of definition.filters ?? []) {
    const value = decodeFilter(filter, read(filter.id));
    if (value) filters[filter.id] = value;
  }
  return {
    search: (read('q') ?? '').trim().slice(0, 200),
    filters,
    sort: decodeSort(definition, read('sort')),
    cursor: read('cursor')?.slice(0, 512) || null,
    limit: decodeLimit(definition, read('limit')),
    columns: decodeColumns(definition.columns, read('columns')),
    density: read('density') === 'compact' ? 'compact' : 'comfortable',
    peek: read('peek') || null,
  };
}

/** The same from a page's `searchParams`; where a name repeats, the first counts. */
export function readTableState(
  definition: TableDefinition,
  searchParams: Readonly<Record<string, string | string[] | undefined>>,
): TableState {
  const raw: Record<string, string | undefined> = {};
  for (const name of addressNames(definition)) {
    const value = searchParams[name];
    raw[name] = Array.isArray(value) ? value[0] : value;
  }
  return decodeTableState(definition, raw);
}

export function encodeSort(definition: TableDefinition, sort: SortState | null): string | null {
  const standard = definition.defaultSort;
  if (!sort || (standard && sort.column === standard.column && sort.direction === standard.direction))
    return null;
  return `${sort.direction === 'desc' ? '-' : ''}${sort.column}`;
}

export function encodeColumns(definition: TableDefinition, columns: readonly string[]): string | null {
  const standard = decodeColumns(definition.columns, null);
  return columns.join() === standard.join() ? null : columns.join(',');
}

export function encodeDensity(density: Density): string | null {
  return density === 'compact' ? density : null;
}

export function encodeLimit(definition: TableDefinition, limit: number): string | null {
  return limit === pageSizesOf(definition)[0] ? null : String(limit);
}

/** The part of an address that decides which rows come back, for links to an export of exactly this list. */
export function filterQuery(definition: TableDefinition, state: TableState): URLSearchParams {
  const query = new URLSearchParams();
  if (state.search) query.set('q', state.search);
  for (const [id, value] of Object.entries(state.filters)) {
    const text = encodeFilter(value);
    if (text) query.set(id, text);
  }
  const sort = encodeSort(definition, state.sort);
  if (sort) query.set('sort', sort);
  return query;
}

export function pageSizesOf(definition: TableDefinition): readonly [number, ...number[]] {
  const [first, ...rest] = definition.pageSizes ?? defaultPageSizes;
  return [first ?? defaultPageSizes[0], ...rest];
}

/** What pressing a header does: ascending, then descending, then ascending again; figures start with the largest. */
export function nextSort(
  current: SortState | null,
  column: string,
  first: SortState['direction'],
): SortState {
  if (current?.column !== column) return { column, direction: first };
  return { column, direction: current.direction === 'asc' ? 'desc' : 'asc' };
}

function decodeSort(definition: TableDefinition, text: string | null): SortState | null {
  const direction = text?.startsWith('-') ? 'desc' : 'asc';
  const column = text?.replace(/^-/, '');
  const known = definition.columns.some((candidate) => candidate.id === column && candidate.sortable);
  return column && known ? { column, direction } : (definition.defaultSort ?? null);
}

function decodeLimit(definition: TableDefinition, text: string | null): number {
  const sizes = pageSizesOf(definition);
  return sizes.find((size) => String(size) === text) ?? sizes[0];
}

function decodeColumns(columns: readonly ColumnDefinition[], text: string | null): string[] {
  const fixed = columns.filter((column) => column.fixed).map((column) => column.id);
  const free = columns.filter((column) => !column.fixed);
  const standard = free.filter((column) => !column.hidden).map((column) => column.id);
  if (text === null) return [...fixed, ...standard];
  const chosen = [...new Set(text.split(','))].filter((id) => free.some((column) => column.id === id));
  return [...fixed, ...chosen];
}
