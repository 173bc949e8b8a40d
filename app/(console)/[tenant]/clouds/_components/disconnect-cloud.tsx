'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { CloudAccount } from './cloud-list.ts';

type DisconnectCloudProps = { account: CloudAccount; onClose: () => void; onGone?: (() => void) | undefined };

export function DisconnectCloud({ account, onClose, onGone }: DisconnectCloudProps) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const disconnect = useMutation(
    trpc.clouds.disconnect.mutationOptions({
      onSuccess: async ({ name }) => {
        toast.success(t('disconnect.done', { name }));
        onClose();
        onGone?.();
        await Promise.all(
          [trpc.clouds.list, trpc.sandbox.list].map((part) => queries.invalidateQueries(part.pathFilter())),
        );
      },
    }),
  );
  const inUse = account.subAccounts > 0 ? [t('disconnect.inUse', { count: account.subAccounts })] : [];
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('disconnect.title', { name: account.name })}
      name={account.name}
      consequences={[...inUse, t('disconnect.meter'), t('disconnect.credential'), t('disconnect.history')]}
      action={t('actions.disconnect')}
      pending={disconnect.isPending}
      onConfirm={() => disconnect.mutate({ cloudAccountId: account.id })}
      error={disconnect.isError ? <ProblemPanel error={disconnect.error} /> : null}
    />
  );
}
