'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ChannelSecret } from '#app/(console)/[tenant]/channels/_components/channel-secret.tsx';
import { RotateDialog } from '#app/(console)/[tenant]/channels/_components/rotate-dialog.tsx';
import { useRefreshWebhooks } from '#app/(console)/[tenant]/webhooks/_components/use-webhook-actions.ts';
import type { Webhook } from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { useTRPC } from '#app/trpc/client.tsx';

/** Asks how long the secret before signs along, and shows the new one once. */
export function RotateWebhook({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useTranslations('webhooks');
  const trpc = useTRPC();
  const refresh = useRefreshWebhooks();
  const rotate = useMutation(trpc.webhooks.rotateSecret.mutationOptions({ onSuccess: refresh }));
  const { id: webhookId, name } = webhook;
  if (rotate.data) {
    const { secret } = rotate.data;
    return <ChannelSecret name={name} secret={secret} next={t('secretNext')} onStored={onClose} />;
  }
  return (
    <RotateDialog
      name={name}
      pending={rotate.isPending}
      error={rotate.error}
      onClose={onClose}
      onRotate={(overlapHours) => rotate.mutate({ webhookId, overlapHours })}
    />
  );
}
