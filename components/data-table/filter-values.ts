import { type IdKind, isId } from '#lib/new-id.ts';
import { addDays, startOfDay } from '#lib/periods.ts';
import type { SortState, TableState } from './definition.ts';

/** The chosen values of an `options` filter; undefined while it is not set, as list inputs want it. */
export function filterOptions(state: TableState, id: string): string[] | undefined {
  const value = state.filters[id];
  return value?.kind === 'options' ? value.values : undefined;
}

export function filterText(state: TableState, id: string): string | undefined {
  const value = state.filters[id];
  return value?.kind === 'text' ? value.text : undefined;
}

export function filterFlag(state: TableState, id: string): boolean | undefined {
  const value = state.filters[id];
  return value?.kind === 'flag' ? value.on : undefined;
}

/** Inclusive calendar days. */
export function filterDays(state: TableState, id: string): { from?: string; to?: string } {
  const value = state.filters[id];
  if (value?.kind !== 'day_range') return {};
  return { ...(value.from ? { from: value.from } : {}), ...(value.to ? { to: value.to } : {}) };
}

/** Inclusive decimal strings. */
export function filterAmounts(state: TableState, id: string): { min?: string; max?: string } {
  const value = state.filters[id];
  if (value?.kind !== 'amount_range') return {};
  return { ...(value.min ? { min: value.min } : {}), ...(value.max ? { max: value.max } : {}) };
}

/** The chosen values of an `options` filter as the list procedure knows them; others fall out. */
export function filterChoices<Value extends string>(
  state: TableState,
  id: string,
  known: readonly Value[],
): Value[] | undefined {
  const chosen = filterOptions(state, id);
  const values = known.filter((value) => chosen?.includes(value));
  return values.length > 0 ? values : undefined;
}

/** The chosen ids of an `options` filter; what is no id falls out. */
export function filterIds(state: TableState, id: string, kind: IdKind): string[] | undefined {
  const ids = filterOptions(state, id)?.filter((value) => isId(kind, value));
  return ids && ids.length > 0 ? ids : undefined;
}

/** Whole days of a calendar as the moments that they begin and end at. */
export function filterSpan(state: TableState, id: string, timeZone: string): { from?: string; to?: string } {
  const { from, to } = filterDays(state, id);
  return {
    ...(from ? { from: startOfDay(from, timeZone).toISOString() } : {}),
    ...(to ? { to: startOfDay(addDays(to, 1), timeZone).toISOString() } : {}),
  };
}

/** The sort column as the list procedure knows it, with its direction; nothing for any other. */
export function sortInput<Name extends string>(
  { sort }: TableState,
  known: readonly Name[],
): { sort?: Name; order?: SortState['direction'] } {
  const column = known.find((name) => name === sort?.column);
  return column && sort ? { sort: column, order: sort.direction } : {};
}

/** Where in the list the reader is. */
export function pageInput({ limit, cursor }: TableState): { limit: number; cursor?: string } {
  return { limit, ...(cursor ? { cursor } : {}) };
}
