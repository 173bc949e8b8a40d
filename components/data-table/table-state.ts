import {
  type ColumnDefinition,
  type Density,
  defaultPageSizes,
  type FilterValue,
  type SortState,
  type TableChoice,
  type TableDefinition,
  type TableState,
} from './definition.ts';
import { decodeFilter, encodeFilter } from './filter-codec.ts';

/** What the address holds under each of our own names. */
export type RawTableState = Readonly<Record<string, string | null | undefined>>;

const ownNames = ['q', 'sort', 'cursor', 'limit', 'columns', 'density', 'peek', 'view'] as const;
/** Where in the list somebody is: a part of the visit, not of a view. */
const passing: readonly string[] = ['cursor', 'peek', 'view'];

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
 * link still opens. Where the address says nothing about columns and row height, the reader's own choice holds. Pure; the
 * hook in the browser and the page on the server both call it.
 */
export function decodeTableState(
  definition: TableDefinition,
  raw: RawTableState,
  choice?: TableChoice,
): TableState {
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
    columns: decodeColumns(definition.columns, read('columns') ?? (choice?.columns.join() || null)),
    density: decodeDensity(read('density')) ?? choice?.density ?? 'comfortable',
    peek: read('peek') || null,
    view: read('view') || null,
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

function decodeDensity(text: string | null): Density | undefined {
  return text === 'compact' || text === 'comfortable' ? text : undefined;
}

export function encodeLimit(definition: TableDefinition, limit: number): string | null {
  return limit === pageSizesOf(definition)[0] ? null : String(limit);
}

/** What a saved view keeps of a state, by name: everything but where in the list somebody is. */
export function viewParts(definition: TableDefinition, state: TableState): Record<string, string> {
  const parts: Record<string, string | null> = {
    q: state.search || null,
    ...Object.fromEntries(Object.entries(state.filters).map(([id, value]) => [id, encodeFilter(value)])),
    sort: encodeSort(definition, state.sort),
    limit: encodeLimit(definition, state.limit),
    columns: state.columns.join(),
    density: state.density,
  };
  return Object.fromEntries(
    Object.entries(parts).filter((part): part is [string, string] => part[1] !== null),
  );
}

/** Whether a state shows what a view keeps, whatever the order of the view's parts. */
export function showsView(
  definition: TableDefinition,
  state: TableState,
  parts: Readonly<Record<string, string>>,
): boolean {
  const kept = viewParts(definition, decodeTableState({ ...definition, prefix: '' }, parts));
  const now = viewParts(definition, state);
  const names = new Set([...Object.keys(kept), ...Object.keys(now)]);
  return [...names].every((name) => kept[name] === now[name]);
}

/** The changes of the address that show a view; parts that the table does not know fall out. */
export function viewChanges(
  definition: TableDefinition,
  parts: Readonly<Record<string, string>>,
): Record<string, string | null> {
  const names = addressNames({ ...definition, prefix: '' }).filter((name) => !passing.includes(name));
  return Object.fromEntries(names.map((name) => [name, parts[name] ?? null]));
}

/** Whether an address says nothing about the table, so that somebody's first view may take its place. */
export function isPlain(
  definition: TableDefinition,
  searchParams: Readonly<Record<string, string | string[] | undefined>>,
): boolean {
  return addressNames(definition).every((name) => searchParams[name] === undefined);
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
