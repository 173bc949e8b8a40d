'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useRefresh } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { GuideOut } from '#server/guide/schema.ts';

const LIVE_MS = 1_000;
const CALM_MS = 8_000;

/** Where the tenant stands; followed closely while a step is under way. */
export function useGuide({ enabled = true } = {}) {
  const trpc = useTRPC();
  const allowed = useCan('sub-account:read');
  const guide = useQuery(
    trpc.guide.get.queryOptions(undefined, {
      enabled: enabled && allowed,
      refetchInterval: ({ state }) =>
        state.data?.steps.some((step) => step.state === 'running') ? LIVE_MS : CALM_MS,
    }),
  );
  useFollow(guide.data);
  return { ...guide, allowed };
}

/** What a step has changed, the rest of the page shows too. */
function useFollow(guide: GuideOut | undefined) {
  const refresh = useRefreshAll();
  const signature =
    guide &&
    [...guide.steps.map(({ state }) => state), guide.quota?.spent, guide.subAccount?.state].join(' ');
  const before = useRef(signature);
  useEffect(() => {
    const changed = before.current !== undefined && before.current !== signature;
    before.current = signature;
    if (changed) void refresh();
  }, [signature, refresh]);
}

/** After a step: everything that shows accounts, money or the cloud is read anew. */
export function useRefreshAll(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useCallback(async () => {
    const parts = [trpc.clouds, trpc.sandbox];
    await Promise.all([refresh(), ...parts.map((part) => queries.invalidateQueries(part.pathFilter()))]);
  }, [trpc, queries, refresh]);
}
