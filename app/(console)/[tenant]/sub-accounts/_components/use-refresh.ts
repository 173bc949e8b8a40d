'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';

/** After a change: reads again what the console shows of sub-accounts, their quotas and their cut-offs. */
export function useRefresh(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(async () => {
    const parts = [
      trpc.iam.list,
      trpc.iam.get,
      trpc.projects,
      trpc.quotas,
      trpc.cutOff,
      trpc.spending,
      trpc.alerts,
    ];
    await Promise.all(parts.map((part) => queries.invalidateQueries(part.pathFilter())));
  }, [trpc, queries]);
}

/** After a change in the cloud: asks it again for keys, login and policies. */
export function useRefreshCloudAccess(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(async () => {
    const parts = [trpc.iam.accessKeys, trpc.iam.login, trpc.iam.policies];
    await Promise.all(parts.map((part) => queries.invalidateQueries(part.pathFilter())));
  }, [trpc, queries]);
}
