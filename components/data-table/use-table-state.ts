'use client';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo, useState, useTransition } from 'react';
import type { Density, FilterValue, SortState, TableDefinition, TableState } from './definition.ts';
import { encodeFilter } from './filter-codec.ts';
import { useTableMemory } from './table-memory.tsx';
import {
  addressName,
  addressNames,
  decodeTableState,
  encodeColumns,
  encodeLimit,
  encodeSort,
  viewChanges,
} from './table-state.ts';

export type TableControl = {
  definition: TableDefinition;
  state: TableState;
  /** The page on the server is being made anew (only with `server: true`). */
  pending: boolean;
  setSearch: (search: string) => void;
  setFilter: (id: string, value: FilterValue | null) => void;
  clear: () => void;
  setSort: (sort: SortState) => void;
  /** In their order; null for the table's own. Kept for the next visit too. */
  setColumns: (columns: readonly string[] | null) => void;
  /** Kept for the next visit too. */
  setDensity: (density: Density) => void;
  setLimit: (limit: number) => void;
  setPeek: (rowId: string | null) => void;
  /** Shows what a view keeps; null shows everything. */
  showView: (view: { id: string; state: Readonly<Record<string, string>> } | null) => void;
  /** Names the view that the state belongs to, as after saving it. */
  nameView: (viewId: string | null) => void;
  goNext: (cursor: string) => void;
  /** Back to the page before, or to the first one where the way here is not known. */
  goBack: () => void;
};

/** In the address for "no view", where somebody would begin with one otherwise. */
export const NO_VIEW = 'all';

/**
 * The state of one table, kept in the address. With `server: true` every change asks the server page again; without it
 * the browser's own queries are expected to follow the state.
 */
export function useTableState(definition: TableDefinition, options: { server?: boolean } = {}): TableControl {
  const [pending, startTransition] = useTransition();
  const memory = useTableMemory();
  const choice = definition.name ? memory.recall(definition.name) : undefined;
  const parsers = useMemo(
    () => Object.fromEntries(addressNames(definition).map((name) => [name, parseAsString])),
    [definition],
  );
  const [raw, setRaw] = useQueryStates(parsers, {
    history: 'push',
    scroll: false,
    shallow: !options.server,
    ...(options.server ? { startTransition } : {}),
  });
  const state = useMemo(() => decodeTableState(definition, raw, choice), [definition, raw, choice]);
  const [trail, setTrail] = useState<readonly (string | null)[]>([state.cursor]);

  const write = (changes: Record<string, string | null>, history: 'push' | 'replace' = 'push') => {
    const named = Object.entries(changes).map(([name, value]) => [addressName(definition, name), value]);
    void setRaw(Object.fromEntries(named), { history });
  };
  const fresh = (changes: Record<string, string | null>, history?: 'push' | 'replace') => {
    setTrail([null]);
    write({ ...changes, cursor: null }, history);
  };
  const remember = (change: Parameters<typeof memory.remember>[1]) =>
    definition.name && memory.remember(definition.name, change);
  const here = trail.indexOf(state.cursor);
  const noView = choice?.startsWithView ? NO_VIEW : null;

  return {
    definition,
    state,
    pending,
    setSearch: (search) => fresh({ q: search.trim() || null }, 'replace'),
    setFilter: (id, value) => fresh({ [id]: value ? encodeFilter(value) : null }),
    clear: () =>
      fresh({
        q: null,
        ...Object.fromEntries((definition.filters ?? []).map((filter) => [filter.id, null])),
        view: state.view ?? noView,
      }),
    setSort: (sort) => fresh({ sort: encodeSort(definition, sort) }),
    setColumns: (columns) => {
      remember({ columns: columns ?? [] });
      write({ columns: columns ? encodeColumns(definition, columns) : null }, 'replace');
    },
    setDensity: (density) => {
      remember({ density });
      write({ density }, 'replace');
    },
    setLimit: (limit) => fresh({ limit: encodeLimit(definition, limit) }),
    setPeek: (peek) => write({ peek }, 'replace'),
    showView: (view) =>
      fresh({ ...viewChanges(definition, view?.state ?? {}), peek: null, view: view?.id ?? noView }),
    nameView: (view) => write({ view: view ?? noView }, 'replace'),
    goNext: (cursor) => {
      setTrail([...trail.slice(0, here + 1), cursor]);
      write({ cursor, peek: null });
    },
    goBack: () => write({ cursor: here > 0 ? (trail[here - 1] ?? null) : null, peek: null }),
  };
}
