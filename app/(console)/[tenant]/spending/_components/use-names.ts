'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { MOST_ROWS } from './spending-table.ts';

/** What is asked for the names of sub-accounts; the same everywhere, so that it is asked once. */
const subAccountNames = { limit: MOST_ROWS };

/** Cloud accounts and sub-accounts by id, for what carries only the id. */
export function useNames(): {
  clouds: ReadonlyMap<string, string>;
  subAccounts: ReadonlyMap<string, string>;
} {
  const trpc = useTRPC();
  const enabled = useCan('sub-account:read');
  const clouds = useQuery(trpc.spending.summary.queryOptions({}, { staleTime: 30_000 })).data?.cloudAccounts;
  const subAccounts = useQuery(trpc.iam.list.queryOptions(subAccountNames, { enabled, staleTime: 60_000 }))
    .data?.items;
  return useMemo(
    () => ({
      clouds: new Map((clouds ?? []).map((one) => [one.cloudAccountId, one.name])),
      subAccounts: new Map(
        (subAccounts ?? []).map((one) => [
          one.id,
          one.displayName ? `${one.displayName} (${one.userName})` : one.userName,
        ]),
      ),
    }),
    [clouds, subAccounts],
  );
}
