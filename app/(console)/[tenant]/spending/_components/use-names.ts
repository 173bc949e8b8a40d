'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';

/** Cloud accounts by id, for rows that carry only the id. */
export function useNames(): { clouds: ReadonlyMap<string, string> } {
  const trpc = useTRPC();
  const accounts = useQuery(trpc.spending.summary.queryOptions({}, { staleTime: 30_000 })).data
    ?.cloudAccounts;
  return useMemo(
    () => ({ clouds: new Map((accounts ?? []).map((one) => [one.cloudAccountId, one.name])) }),
    [accounts],
  );
}
