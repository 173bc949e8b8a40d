'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefresh } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';

/** After a request was made or decided: reads again what the console shows of requests and of quotas. */
export function useRefreshRequests(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useCallback(async () => {
    await Promise.all([queries.invalidateQueries(trpc.requests.pathFilter()), refresh()]);
  }, [trpc, queries, refresh]);
}

/** Takes one's own request back. */
export function useWithdraw() {
  const t = useTranslations('requests.withdraw');
  const trpc = useTRPC();
  const refresh = useRefreshRequests();
  const onError = useToastProblem();
  const withdraw = useMutation(trpc.requests.withdraw.mutationOptions());
  return {
    pending: withdraw.isPending,
    withdraw: async (quotaRequestId: string) => {
      try {
        await withdraw.mutateAsync({ quotaRequestId });
        toast.success(t('done'));
      } catch (error) {
        onError(error);
      }
      await refresh();
    },
  };
}
