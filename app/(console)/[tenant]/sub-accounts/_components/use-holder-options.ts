'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';

/** What stands for nobody. */
export const NO_HOLDER = 'none';

/** For the filter of a list: nobody, then the members by name. */
export function useHolderOptions(none: string) {
  const trpc = useTRPC();
  const enabled = useCan('member:read');
  const input = { limit: 200, sort: 'name' as const, order: 'asc' as const };
  const members = useQuery(trpc.members.list.queryOptions(input, { enabled, staleTime: 60_000 })).data;
  return [
    { value: NO_HOLDER, label: none },
    ...(members?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
}
