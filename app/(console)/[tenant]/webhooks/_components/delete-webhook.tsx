'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useRefreshWebhooks } from './use-webhook-actions.ts';
import type { Webhook } from './webhook-table.ts';

type DeleteWebhookProps = { webhook: Webhook; onClose: () => void; onDeleted?: () => void };

/** Says what goes with a webhook and asks for its name. */
export function DeleteWebhook({ webhook, onClose, onDeleted }: DeleteWebhookProps) {
  const t = useTranslations('webhooks');
  const trpc = useTRPC();
  const refresh = useRefreshWebhooks();
  const remove = useMutation(
    trpc.webhooks.delete.mutationOptions({
      onSuccess: async ({ name }) => {
        toast.success(t('done.deleted', { name }));
        onClose();
        onDeleted?.();
        await refresh();
      },
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('delete.title', { name: webhook.name })}
      name={webhook.name}
      consequences={[t('delete.stops', { hint: webhook.hint }), t('delete.log'), t('delete.secret')]}
      action={t('actions.delete')}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ webhookId: webhook.id })}
      error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
    />
  );
}
