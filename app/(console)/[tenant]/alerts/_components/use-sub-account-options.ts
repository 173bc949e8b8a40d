'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { AlertOut } from '#server/alerts/schema.ts';

/** The sub-accounts that can be filtered by: those that are managed, and those of the alerts shown. */
export function useSubAccountOptions(rows: readonly AlertOut[] | undefined) {
  const trpc = useTRPC();
  const enabled = useCan('sub-account:read');
  const managed = useQuery(trpc.iam.list.queryOptions({ limit: 200 }, { enabled, staleTime: 60_000 }));
  const known = new Map<string, string>();
  for (const { id, userName } of managed.data?.items ?? []) known.set(id, userName);
  for (const { subAccountId, subAccountName } of rows ?? []) {
    if (subAccountId && subAccountName) known.set(subAccountId, subAccountName);
  }
  return [...known].map(([value, label]) => ({ value, label }));
}
