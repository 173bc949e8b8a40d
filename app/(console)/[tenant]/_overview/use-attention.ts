'use client';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { lastSagaInput } from '#app/(console)/[tenant]/sandbox/_components/inputs.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { findAttention } from './attention.ts';
import { cloudList, MOST_SAGAS, watched } from './inputs.ts';

const REFRESH_MS = 15_000;
const WATCHING_MS = 3_000;

const cutOffAt = Object.keys(watched).indexOf('cutOff');

/** What waits for a person, kept up to date; undefined until everything that may be read is there. */
export function useAttention() {
  const trpc = useTRPC();
  const { now } = useClock();
  const mayAccounts = useCan('sub-account:read');
  const mayClouds = useCan('cloud-account:read');
  const maySpending = useCan('spending:read');
  const states = useQueries({
    queries: Object.values(watched).map((input) =>
      trpc.iam.list.queryOptions(input, { enabled: mayAccounts, refetchInterval: REFRESH_MS }),
    ),
    combine: (answers) => ({
      settled: answers.every((answer) => !answer.isLoading),
      error: answers.find((answer) => answer.isError && !answer.data)?.error ?? null,
      refetch: () => {
        for (const answer of answers) void answer.refetch();
      },
      items: answers.flatMap((answer) => answer.data?.items ?? []),
      cutOff: answers[cutOffAt]?.data?.total ?? 0,
    }),
  });
  const subAccounts = useMemo(
    () => [...new Map(states.items.map((account) => [account.id, account])).values()],
    [states.items],
  );
  const sagas = useSagas(subAccounts);
  const clouds = useQuery(
    trpc.clouds.list.queryOptions(cloudList, { enabled: mayClouds, refetchInterval: REFRESH_MS }),
  );
  const summary = useQuery(
    trpc.spending.summary.queryOptions({}, { enabled: maySpending, refetchInterval: 2 * REFRESH_MS }),
  );
  const items = findAttention({
    now,
    subAccounts,
    sagas: sagas.found,
    clouds: clouds.data?.items ?? [],
    summary: summary.data,
  });
  return {
    items: states.settled && sagas.settled && !clouds.isLoading && !summary.isLoading ? items : undefined,
    /** How many are cut off in all, also beyond what was looked at. */
    cutOff: states.cutOff,
    error: states.error,
    refetch: states.refetch,
  };
}

/** The newest cut-off or restore of each sub-account that is in the middle of one. */
function useSagas(accounts: readonly SubAccountOut[]) {
  const trpc = useTRPC();
  const moving = accounts.filter(({ status }) => status === 'cutting_off' || status === 'restoring');
  return useQueries({
    queries: moving
      .slice(0, MOST_SAGAS)
      .map(({ id }) => trpc.cutOff.list.queryOptions(lastSagaInput(id), { refetchInterval: WATCHING_MS })),
    combine: (answers) => ({
      settled: answers.every((answer) => !answer.isLoading),
      found: new Map(
        answers.flatMap(({ data }) => data?.items.slice(0, 1) ?? []).map((saga) => [saga.subAccountId, saga]),
      ),
    }),
  });
}
