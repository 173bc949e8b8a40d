'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { useRefresh } from './use-refresh.ts';

type ReleaseDialogProps = { account: SubAccountOut; onClose: () => void; onReleased: () => void };

/** Stops managing a user that stays in the cloud. */
export function ReleaseDialog({ account, onClose, onReleased }: ReleaseDialogProps) {
  const t = useTranslations('subAccounts');
  const trpc = useTRPC();
  const refresh = useRefresh();
  const release = useMutation(
    trpc.iam.release.mutationOptions({
      onSuccess: async ({ userName }) => {
        toast.success(t('done.released', { name: userName }));
        onClose();
        onReleased();
        await refresh();
      },
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('release.title', { name: account.userName })}
      name={account.userName}
      irreversible={false}
      consequences={[
        t('release.stays'),
        t('release.limit'),
        t('release.projects', { count: account.projectCount }),
        t('release.history'),
      ]}
      action={t('actions.release')}
      pending={release.isPending}
      onConfirm={() => release.mutate({ subAccountId: account.id })}
      error={release.isError ? <ProblemPanel error={release.error} /> : null}
    />
  );
}
