'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { type TableMemory, TableMemoryProvider } from '#components/data-table/table-memory.tsx';
import { viewTables } from '#lib/view-tables.ts';
import type { PreferenceOut, ViewOut } from '#server/views/schema.ts';

type Kept = { items: readonly ViewOut[]; preferences: readonly PreferenceOut[] };
const nothing: Kept = { items: [], preferences: [] };

type ViewsContextValue = {
  viewsOf: (table: string) => readonly ViewOut[];
  defaultOf: (table: string) => string | null;
};
const ViewsContext = createContext<ViewsContextValue>({ viewsOf: () => [], defaultOf: () => null });

/** The reader's views, columns and row heights of every table in the tenant; kept on the server. */
export function ViewsProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const kept = useQuery(trpc.views.list.queryOptions({}, { staleTime: 60_000 })).data ?? nothing;
  const memory = useMemory(kept);
  const value = useMemo<ViewsContextValue>(
    () => ({
      viewsOf: (table) => kept.items.filter((view) => view.table === table),
      defaultOf: (table) => kept.preferences.find((each) => each.table === table)?.defaultViewId ?? null,
    }),
    [kept],
  );
  return (
    <ViewsContext value={value}>
      <TableMemoryProvider memory={memory}>{children}</TableMemoryProvider>
    </ViewsContext>
  );
}

/** The views of one table that the reader can see, and the one they begin with. */
export function useViews(table: string) {
  const { viewsOf, defaultOf } = useContext(ViewsContext);
  return { views: viewsOf(table), defaultId: defaultOf(table) };
}

function useMemory({ preferences }: Kept): TableMemory {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const { mutate } = useMutation(trpc.views.setPreference.mutationOptions({ onError }));
  const recalled = useMemo(
    () =>
      new Map(
        preferences.map(({ table, columns, density, defaultViewId }) => [
          table as string,
          { columns, density, startsWithView: defaultViewId !== null },
        ]),
      ),
    [preferences],
  );
  return useMemo(
    () => ({
      recall: (table) => recalled.get(table),
      remember: (name, { columns, density }) => {
        const table = viewTables.find((known) => known === name);
        if (!table) return;
        const change = { ...(columns && { columns: [...columns] }), ...(density && { density }) };
        // At once on the screen; the server follows.
        queries.setQueryData(trpc.views.list.queryKey({}), (old) => {
          if (!old) return old;
          const before = old.preferences.find((each) => each.table === table);
          const blank = { table, columns: [], density: 'comfortable' as const, defaultViewId: null };
          const others = old.preferences.filter((each) => each !== before);
          return { ...old, preferences: [...others, { ...(before ?? blank), ...change }] };
        });
        mutate({ table, ...change });
      },
    }),
    [recalled, queries, trpc, mutate],
  );
}
