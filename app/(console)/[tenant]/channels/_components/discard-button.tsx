'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useRefreshDeliveries } from './use-refresh-deliveries.ts';

/** Gives dead deliveries up, one after the other. */
export function useDiscard() {
  const t = useTranslations('channels.done');
  const trpc = useTRPC();
  const refresh = useRefreshDeliveries();
  const onError = useToastProblem();
  const discard = useMutation(trpc.deliveries.discard.mutationOptions());
  const run = async (deliveryIds: readonly string[]) => {
    let count = 0;
    try {
      for (const deliveryId of deliveryIds) {
        await discard.mutateAsync({ deliveryId });
        count += 1;
      }
    } catch (error) {
      onError(error);
    }
    if (count > 0) toast.success(t('discarded', { count }));
    await refresh();
  };
  return { run, pending: discard.isPending };
}

/** For one dead delivery; it can still be sent again. */
export function DiscardButton({ deliveryId }: { deliveryId: string }) {
  const t = useTranslations('channels.actions');
  const { run, pending } = useDiscard();
  return (
    <Can permission="channel:update">
      <Button size="sm" pending={pending} onClick={() => void run([deliveryId])}>
        {t('discard')}
      </Button>
    </Can>
  );
}
