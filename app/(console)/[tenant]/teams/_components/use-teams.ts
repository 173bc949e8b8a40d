'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { TeamOut } from '#server/teams/schema.ts';

/** All teams that the reader sees, each before those below it; nothing is asked without the right. */
export function useTeams(): { teams: readonly TeamOut[] | undefined; pending: boolean } {
  const trpc = useTRPC();
  const enabled = useCan('team:read');
  const list = useQuery(trpc.teams.list.queryOptions(undefined, { enabled, staleTime: 60_000 }));
  return { teams: list.data?.items, pending: enabled && list.isPending };
}

/** After a change: teams are read anew, and what shows which team it belongs to. */
export function useRefreshTeams(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(async () => {
    const parts = [trpc.teams, trpc.iam.list, trpc.iam.get, trpc.keys];
    await Promise.all(parts.map((part) => queries.invalidateQueries(part.pathFilter())));
  }, [trpc, queries]);
}
