'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { checkOut } from '#server/spending/schema.ts';
import { checksInput } from './cloud-list.ts';

export type Check = z.output<typeof checkOut>;

const WATCHING_MS = 1_500;
const IDLE_MS = 15_000;

/** The last checks of an account, followed closely while one runs; when it ends the account is read anew. */
export function useChecks(cloudAccountId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const enabled = useCan('spending:read');
  const checks = useQuery(
    trpc.spending.checks.queryOptions(checksInput(cloudAccountId), {
      enabled,
      refetchInterval: (query) =>
        query.state.data?.items.some((check) => check.state === 'running') ? WATCHING_MS : IDLE_MS,
    }),
  );
  const running = checks.data?.items.find((check) => check.state === 'running') ?? null;
  const before = useRef<string | null>(null);
  useEffect(() => {
    const ended = before.current !== null && running === null;
    before.current = running?.id ?? null;
    if (!ended) return;
    void queries.invalidateQueries(trpc.clouds.pathFilter());
    void queries.invalidateQueries(trpc.spending.summary.pathFilter());
  }, [running, queries, trpc]);
  return { checks, running };
}
