'use client';
import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useOneByOne } from '#app/(console)/[tenant]/_components/use-one-by-one.ts';
import { useRefreshWebhooks } from '#app/(console)/[tenant]/webhooks/_components/use-webhook-actions.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';

/** Sends events on their way again, one after the other. */
export function useResendEvents() {
  const t = useTranslations('webhooks.done');
  const resend = useMutation(useTRPC().webhooks.resend.mutationOptions());
  return useOneByOne<string>({
    work: (deliveryId) => resend.mutateAsync({ deliveryId }),
    onDone: (count) => toast.success(t('resent', { count })),
    refresh: useRefreshWebhooks(),
  });
}

/** For one event; it keeps its id. */
export function ResendEvent({ deliveryId }: { deliveryId: string }) {
  const t = useTranslations('webhooks.actions');
  const { run, pending } = useResendEvents();
  return (
    <Can permission="webhook:update">
      <Button size="sm" pending={pending} onClick={() => void run([deliveryId])}>
        <Send aria-hidden className="size-3.5" />
        <span className="max-sm:sr-only">{t('resend')}</span>
      </Button>
    </Can>
  );
}
