'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';

type Target = { cloudAccountId: string; name: string };

/** Asks for spending checks, one for each cloud account; the first that is refused is told. */
export function useStartChecks() {
  const t = useTranslations('spending.check');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const start = useMutation(trpc.spending.startCheck.mutationOptions());
  const run = async (targets: readonly Target[], deep = false) => {
    const asked = targets.map(({ cloudAccountId }) => start.mutateAsync({ cloudAccountId, deep }));
    const answers = await Promise.allSettled(asked);
    const refused = answers.find((answer) => answer.status === 'rejected');
    const begun = targets.filter((_, index) => answers[index]?.status === 'fulfilled');
    if (begun.length > 0) {
      toast.success(t('started', { count: begun.length, name: begun[0]?.name ?? '' }), {
        description: t('startedHint'),
      });
    }
    if (refused) onError(refused.reason);
    await queries.invalidateQueries(trpc.spending.checks.pathFilter());
  };
  return { pending: start.isPending, run };
}
