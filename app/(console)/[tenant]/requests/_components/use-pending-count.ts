'use client';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';

const never = () => () => undefined;

/** How many requests wait for the reader, who may decide; 0 for others, while it is not known, and on the server. */
export function usePendingCount(): number {
  const trpc = useTRPC();
  const [reads, decides] = [useCan('quota:read'), useCan('quota:allocate')];
  const enabled = reads && decides;
  const counted = useQuery(
    trpc.requests.pending.queryOptions(undefined, { enabled, refetchInterval: 30_000 }),
  ).data;
  // The frame asks too and may know before this part of the page is brought to life.
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return alive ? (counted?.pending ?? 0) : 0;
}
