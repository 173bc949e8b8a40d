'use client';
import { type DehydratedState, HydrationBoundary, hydrate, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';

/**
 * Hands what the server read to the components inside, before they draw. The frame around a page asks for some of the
 * same things and is drawn first, so a query may be there already, still without data; the library would fill that one
 * only after the page was drawn without it.
 */
export function PageData({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const client = useQueryClient();
  useMemo(() => {
    const cache = client.getQueryCache();
    const waiting = state.queries.filter(
      ({ queryHash, state }) => state.data !== undefined && cache.get(queryHash)?.state.dataUpdatedAt === 0,
    );
    if (waiting.length > 0) hydrate(client, { queries: waiting });
  }, [client, state]);
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}
