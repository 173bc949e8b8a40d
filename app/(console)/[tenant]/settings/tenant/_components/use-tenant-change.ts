'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '#app/trpc/client.tsx';

/** Reads the tenant again after a change; the frame around the page shows it too. */
export function useTenantChange(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    await queries.invalidateQueries(trpc.tenant.pathFilter());
    router.refresh();
  };
}
