import type { TableState } from './definition.ts';

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
