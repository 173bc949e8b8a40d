'use client';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { type TableMemory, TableMemoryProvider } from './table-memory.tsx';

const choices = z.record(
  z.string(),
  z.object({ columns: z.array(z.string()).max(40), density: z.enum(['comfortable', 'compact']) }),
);
type Choices = z.output<typeof choices>;
const none: Choices = {};
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

function parse(text: string | null): Choices {
  try {
    return choices.catch(none).parse(JSON.parse(text ?? '{}'));
  } catch {
    return none;
  }
}
