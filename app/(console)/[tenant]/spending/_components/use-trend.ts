'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { readTrend } from './trend-data.ts';
import type { SpendingState } from './use-spending-state.ts';

const FRESH_MS = 10_000;

/** The days of the page, split by the chosen heading; reads through the same cache as the lists. */
export function useTrend({ filters, by, range }: SpendingState) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { slug } = useTenant();
  return useQuery({
    // Under the list procedure's own path, so that whatever reads the lists anew reads this anew too.
    queryKey: [...trpc.spending.list.pathKey(), { trend: { slug, filters, by, range } }],
    queryFn: () =>
      readTrend(
        (input) => queries.fetchQuery(trpc.spending.list.queryOptions(input, { staleTime: FRESH_MS })),
        filters,
        by,
        range,
      ),
    placeholderData: keepPreviousData,
  });
}
