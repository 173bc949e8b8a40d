'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '#app/trpc/client.tsx';

/** Reads again whatever shows deliveries or counts them. */
export function useRefreshDeliveries(): () => Promise<unknown> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries(trpc.deliveries.pathFilter()),
      queries.invalidateQueries(trpc.channels.pathFilter()),
      queries.invalidateQueries(trpc.alerts.pathFilter()),
    ]);
}
