'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';

/** The connected cloud accounts, for filters and for choosing one. */
export function useCloudOptions() {
  const trpc = useTRPC();
  const enabled = useCan('cloud-account:read');
  const clouds = useQuery(trpc.clouds.list.queryOptions({ limit: 200 }, { enabled, staleTime: 60_000 }));
  const connected = clouds.data?.items.filter((cloud) => cloud.status !== 'disconnected');
  return {
    clouds: connected,
    pending: enabled && clouds.isPending,
    options: (connected ?? []).map(({ id, name }) => ({ value: id, label: name })),
  };
}
