'use client';
import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useOneByOne } from '#app/(console)/[tenant]/_components/use-one-by-one.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useRefreshDeliveries } from './use-refresh-deliveries.ts';

/** Sends dead deliveries on their way again, one after the other. */
export function useResend() {
  const t = useTranslations('channels.done');
  const resend = useMutation(useTRPC().deliveries.resend.mutationOptions());
  return useOneByOne<string>({
    work: (deliveryId) => resend.mutateAsync({ deliveryId }),
    onDone: (count) => toast.success(t('resent', { count })),
    refresh: useRefreshDeliveries(),
  });
}

/** For one dead delivery. */
export function ResendButton({ deliveryId }: { deliveryId: string }) {
  const t = useTranslations('channels.actions');
  const { run, pending } = useResend();
  return (
    <Can permission="channel:update">
      <Button size="sm" pending={pending} onClick={() => void run([deliveryId])}>
        <Send aria-hidden className="size-3.5" />
        <span className="max-sm:sr-only">{t('resend')}</span>
      </Button>
    </Can>
  );
}
