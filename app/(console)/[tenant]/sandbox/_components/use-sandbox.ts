'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useCheckNow } from '#app/(console)/[tenant]/guide/_components/use-check-now.ts';
import { useRefreshAll } from '#app/(console)/[tenant]/guide/_components/use-guide.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';

const WATCH_MS = 3_000;
const TICK_MS = 1_000;

/** The sandbox account as it is now, every few seconds anew. */
export function useSandbox(cloudAccountId: string) {
  const trpc = useTRPC();
  const enabled = useCan('cloud-account:read') && cloudAccountId !== '';
  return useQuery(trpc.sandbox.get.queryOptions({ cloudAccountId }, { enabled, refetchInterval: WATCH_MS }));
}

/** Seconds since a moment of the browser's clock, counted on every second. */
export function useSecondsSince(moment: number): number {
  const [now, setNow] = useState(moment);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, TICK_MS);
    tick();
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, (now - moment) / 1_000);
}

/** After something was arranged in the sandbox: its state is read again at once. */
export function useRefreshSandbox(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries(trpc.sandbox.pathFilter());
}

/** Has the bill read now; whatever shows money follows. */
export function useReadBill(cloudAccountId: string) {
  const checkNow = useCheckNow();
  const refresh = useRefreshAll();
  const onError = useToastProblem();
  return useMutation({ mutationFn: () => checkNow(cloudAccountId), onError, onSettled: refresh });
}
