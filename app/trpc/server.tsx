/** Server side of the console's data: pages prefetch through the same procedures, in process. */
import { dehydrate } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { cache, type ReactNode } from 'react';
import { pageDoor } from '#app/session.ts';
import { appRouter, createAppCaller } from '#server/router.ts';
import { PageData } from './page-data.tsx';
import { makeQueryClient } from './query-client.ts';

export const queryClient = cache(makeQueryClient);

/** Query options for prefetching in a page of this tenant. */
export const trpcFor = cache((tenantSlug: string | null) =>
  createTRPCOptionsProxy({ ctx: () => pageDoor(tenantSlug), router: appRouter, queryClient }),
);

/** Calls a procedure and waits for its answer. */
export const callerFor = cache(async (tenantSlug: string | null) =>
  createAppCaller(await pageDoor(tenantSlug)),
);

/** What this answer carries already: the frame and its page share one cache, and nothing is sent twice. */
const handedOver = cache(() => new Set<string>());

type HydratedProps = {
  /** Procedures whose answers these components need at their first drawing, whoever else has handed them over already. */
  needed?: readonly string[];
  children: ReactNode;
};

/** Hands what was prefetched to the client components inside. */
export function Hydrated({ needed = [], children }: HydratedProps) {
  const handed = handedOver();
  const state = dehydrate(queryClient(), {
    shouldDehydrateQuery: ({ state, queryHash, queryKey: [path] }) =>
      state.status === 'success' &&
      (!handed.has(queryHash) || (Array.isArray(path) && needed.includes(path.join('.')))),
  });
  for (const { queryHash } of state.queries) handed.add(queryHash);
  return <PageData state={state}>{children}</PageData>;
}
