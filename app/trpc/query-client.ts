import { QueryClient } from '@tanstack/react-query';

/** One set of rules for both sides: what a page prefetched is fresh for a moment. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: 1, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
