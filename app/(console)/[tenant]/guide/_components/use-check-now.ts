'use client';
import { TRPCClientError } from '@trpc/client';
import { useCallback } from 'react';
import { useTRPCClient } from '#app/trpc/client.tsx';
import type { AppRouter } from '#server/router.ts';

const AGAIN_MS = 1_000;
const ATTEMPTS = 40;

/**
 * Starts a spending check. While another one runs, which may have passed the latest spending by, it waits for that one
 * to end first.
 */
export function useCheckNow(): (cloudAccountId: string) => Promise<void> {
  const client = useTRPCClient();
  return useCallback(
    async (cloudAccountId) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await client.spending.startCheck.mutate({ cloudAccountId });
          return;
        } catch (error) {
          if (attempt === ATTEMPTS || reasonOf(error) !== 'check_running') throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    },
    [client],
  );
}

/** The server's reason for a refusal; null where it gave none. */
function reasonOf(error: unknown): string | null {
  if (!(error instanceof TRPCClientError)) return null;
  const known: TRPCClientError<AppRouter> = error;
  return known.data?.problem?.reason ?? null;
}
