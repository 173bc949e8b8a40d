'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';

/** Retrying and cancelling one run. The executor obeys within moments; until then the page asks on. */
export function useRunOrders() {
  const t = useTranslations('operator.jobs.run');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const after = (words: 'retried' | 'cancelled') => ({
    onSuccess: () => void toast.success(t(words)),
    onError,
    onSettled: () => queries.invalidateQueries(trpc.platform.pathFilter()),
  });
  return {
    retry: useMutation(trpc.platform.retryRun.mutationOptions(after('retried'))),
    cancel: useMutation(trpc.platform.cancelRun.mutationOptions(after('cancelled'))),
  };
}

/** The same order for several things, one after the other; what fails is told, the rest goes on. */
export function useMany<Input>(order: (input: Input) => Promise<unknown>, done: (count: number) => string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  return useMutation({
    mutationFn: async (inputs: readonly Input[]) => {
      let count = 0;
      for (const input of inputs) {
        await order(input).then(() => {
          count += 1;
        }, onError);
      }
      return count;
    },
    onSuccess: (count) => {
      if (count > 0) toast.success(done(count));
    },
    onSettled: () => queries.invalidateQueries(trpc.platform.pathFilter()),
  });
}
