'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { CloudAccount } from './cloud-list.ts';

/** Asks for a spending check; a deep one reads three months again. */
export function useStartCheck(account: CloudAccount) {
  const t = useTranslations('clouds.check');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const start = useMutation(
    trpc.spending.startCheck.mutationOptions({
      onError,
      onSuccess: () => toast.success(t('started', { name: account.name }), { description: t('startedHint') }),
      onSettled: () => queries.invalidateQueries(trpc.spending.checks.pathFilter()),
    }),
  );
  return {
    pending: start.isPending,
    run: (deep: boolean) => start.mutate({ cloudAccountId: account.id, deep }),
  };
}
