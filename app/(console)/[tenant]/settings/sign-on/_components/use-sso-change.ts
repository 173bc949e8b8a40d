'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '#app/trpc/client.tsx';

/** Reads single sign-on again after a change; resolves when the page shows it. */
export function useSsoChange(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries(trpc.sso.pathFilter());
}
