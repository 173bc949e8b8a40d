'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';

/** After a change of a key: everything about keys is read anew, and what the audit log says of it. */
export function useRefreshKeys(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.keys.pathFilter()),
      queries.invalidateQueries(trpc.audit.pathFilter()),
    ]);
  }, [trpc, queries]);
}
