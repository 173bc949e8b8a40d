'use client';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import { newId } from '#lib/new-id.ts';
import type { AppRouter } from '#server/router.ts';
import { makeQueryClient } from './query-client.ts';

const context = createTRPCContext<AppRouter>();

/** Typed query and mutation options of every procedure. */
export const useTRPC = context.useTRPC;
export const useTRPCClient = context.useTRPCClient;

let browserClient: QueryClient | undefined;

/** On the server a client for each render; in the browser one for the page's life. */
function sharedClient(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

/** Provides the procedures of one tenant to the components inside. */
export function TrpcProvider({ tenant, children }: { tenant: string | null; children: ReactNode }) {
  const queryClient = sharedClient();
  const [client] = useState(() => {
    const headers = (): Record<string, string> => (tenant ? { 'x-airgate-tenant': tenant } : {});
    const url = '/api/trpc';
    return createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (op) => op.type === 'mutation',
          // Every submission carries a key of its own, which its retries repeat.
          true: httpLink({
            url,
            headers: ({ op }) => ({
              ...headers(),
              'idempotency-key': String(op.context.key ?? newId('request')),
            }),
          }),
          false: httpBatchLink({ url, headers, maxURLLength: 4_000 }),
        }),
      ],
    });
  });
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
