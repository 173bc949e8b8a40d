'use client';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import type { Density } from './definition.ts';
import { type TableMemory, TableMemoryProvider } from './table-memory.tsx';

type Choice = { columns: string[]; density: Density };
type Choices = Record<string, Choice>;
const MOST_COLUMNS = 40;
const listeners = new Set<() => void>();

/** Columns and row heights of an area without a tenant: they stay in this browser. */
export function LocalTableMemory({ area, children }: { area: string; children: ReactNode }) {
  const key = `airgate.tables.${area}`;
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const memory = useMemo<TableMemory>(() => {
    const kept = parse(text);
    return {
      recall: (table) => kept[table],
      remember: (table, change) => {
        const before = parse(read(key));
        const old = before[table] ?? { columns: [], density: 'comfortable' };
        const columns = change.columns ? [...change.columns] : old.columns;
        write(key, { ...before, [table]: { columns, density: change.density ?? old.density } });
      },
    };
  }, [key, text]);
  return <TableMemoryProvider memory={memory}>{children}</TableMemoryProvider>;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: Choices): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing forgets the columns, and that is all.
  }
  for (const listener of listeners) listener();
}

/** What is not of this form was written by somebody else, and counts as nothing. */
function parse(text: string | null): Choices {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, Choice] => isChoice(entry[1])));
  } catch {
    return {};
  }
}

function isChoice(value: unknown): value is Choice {
  if (typeof value !== 'object' || value === null || !('columns' in value && 'density' in value))
    return false;
  const { columns, density } = value;
  const named = Array.isArray(columns) && columns.every((column) => typeof column === 'string');
  return named && columns.length <= MOST_COLUMNS && (density === 'comfortable' || density === 'compact');
}
