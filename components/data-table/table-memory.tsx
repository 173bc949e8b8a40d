'use client';
import { createContext, type ReactNode, useContext } from 'react';
import type { TableChoice } from './definition.ts';

/** Where somebody's columns and row heights are kept; each area of the console has its own place. */
export type TableMemory = {
  recall: (table: string) => (TableChoice & { startsWithView?: boolean }) | undefined;
  remember: (table: string, change: Partial<TableChoice>) => void;
};

const forgetful: TableMemory = { recall: () => undefined, remember: () => undefined };
const MemoryContext = createContext<TableMemory>(forgetful);

export function TableMemoryProvider({ memory, children }: { memory: TableMemory; children: ReactNode }) {
  return <MemoryContext value={memory}>{children}</MemoryContext>;
}

export function useTableMemory(): TableMemory {
  return useContext(MemoryContext);
}
