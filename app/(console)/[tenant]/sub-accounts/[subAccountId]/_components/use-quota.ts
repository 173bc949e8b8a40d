'use client';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { quotaOut } from '#server/quotas/schema.ts';

export type Quota = z.output<typeof quotaOut>;

/** The quota with its forecast; undefined while it is on its way, or for whom may not read it. */
export function useQuota(subAccountId: string): Quota | undefined {
  const trpc = useTRPC();
  const enabled = useCan('quota:read');
  return useQuery(trpc.quotas.get.queryOptions({ subAccountId }, { enabled, refetchInterval: 30_000 })).data;
}
