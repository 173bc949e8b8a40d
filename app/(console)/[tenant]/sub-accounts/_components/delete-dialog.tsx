'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { useRefresh } from './use-refresh.ts';

type DeleteDialogProps = { account: SubAccountOut; onClose: () => void; onDeleted: () => void };

/** Deletes the user in the cloud, with all that hangs on it. */
export function DeleteDialog({ account, onClose, onDeleted }: DeleteDialogProps) {
  const t = useTranslations('subAccounts');
  const trpc = useTRPC();
  const refresh = useRefresh();
  const remove = useMutation(
    trpc.iam.delete.mutationOptions({
      onSuccess: async ({ userName }) => {
        toast.success(t('done.deleted', { name: userName }));
        onClose();
        onDeleted();
        await refresh();
      },
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('delete.title', { name: account.userName })}
      name={account.userName}
      consequences={[
        t('delete.user', { cloud: account.cloudAccount.name }),
        t('delete.access'),
        t('delete.projects', { count: account.projectCount }),
        t('delete.history'),
      ]}
      action={t('actions.delete')}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ subAccountId: account.id, confirmation: account.userName })}
      error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
    />
  );
}
