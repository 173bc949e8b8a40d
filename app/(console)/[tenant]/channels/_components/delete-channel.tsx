'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { Channel } from './use-channel-actions.ts';

type DeleteChannelProps = { channel: Channel; onClose: () => void; onDeleted?: () => void };

export function DeleteChannel({ channel, onClose, onDeleted }: DeleteChannelProps) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.channels.delete.mutationOptions({
      onSuccess: async ({ name }) => {
        toast.success(t('done.deleted', { name }));
        onClose();
        onDeleted?.();
        await queries.invalidateQueries(trpc.channels.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('delete.title', { name: channel.name })}
      name={channel.name}
      consequences={[t('delete.stops', { hint: channel.hint }), t('delete.history')]}
      action={t('actions.delete')}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ channelId: channel.id })}
      error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
    />
  );
}
