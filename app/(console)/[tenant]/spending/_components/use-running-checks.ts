'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { checkOut } from '#server/spending/schema.ts';

export type Check = z.output<typeof checkOut>;

const WATCHING_MS = 1_500;
const IDLE_MS = 10_000;
const MOST_RUNNING = 50;

/** The spending checks that run now; followed closely, and when one ends its figures are read anew. */
export function useRunningChecks(): readonly Check[] {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const enabled = useCan('spending:read');
  const checks = useQuery(
    trpc.spending.checks.queryOptions(
      { state: 'running', limit: MOST_RUNNING },
      {
        enabled,
        refetchInterval: (query) => (query.state.data?.items.length ? WATCHING_MS : IDLE_MS),
      },
    ),
  );
  const running = checks.data?.items;
  const before = useRef<readonly string[]>([]);
  useEffect(() => {
    if (!running) return;
    const ids = running.map(({ id }) => id);
    const ended = before.current.some((id) => !ids.includes(id));
    before.current = ids;
    if (!ended) return;
    void queries.invalidateQueries(trpc.spending.pathFilter());
    void queries.invalidateQueries(trpc.quotas.pathFilter());
    void queries.invalidateQueries(trpc.clouds.pathFilter());
  }, [running, queries, trpc]);
  return running ?? [];
}
