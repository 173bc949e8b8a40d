'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';

/** Puts the guide away for this person, or brings it back. */
export function useDismiss() {
  const t = useTranslations('guide.card');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const key = trpc.guide.get.queryKey();
  const set = useMutation(
    trpc.guide.set.mutationOptions({
      onError,
      // Nothing is lost by showing it before the server has answered.
      onMutate: ({ dismissed }) =>
        queries.setQueryData(key, (guide) => (guide ? { ...guide, dismissed } : guide)),
      onSettled: () => queries.invalidateQueries(trpc.guide.pathFilter()),
    }),
  );
  return {
    dismiss: () => {
      set.mutate({ dismissed: true });
      toast(t('dismissed'), {
        description: t('dismissedHint'),
        action: { label: t('undo'), onClick: () => set.mutate({ dismissed: false }) },
      });
    },
    bringBack: () => set.mutate({ dismissed: false }),
  };
}
