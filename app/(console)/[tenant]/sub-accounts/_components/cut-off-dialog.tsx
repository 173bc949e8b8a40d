'use client';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { useCutOff } from './use-cut-off-actions.ts';

type CutOffDialogProps = {
  account: Pick<SubAccountOut, 'id' | 'userName' | 'projectCount'>;
  onClose: () => void;
  /** Called once the cut-off has begun. */
  onBegun?: (() => void) | undefined;
};

/** Cuts off by hand, after the name was typed. */
export function CutOffDialog({ account, onClose, onBegun }: CutOffDialogProps) {
  const t = useTranslations('cutOff.confirm');
  const cutOff = useCutOff();
  const begin = () =>
    cutOff.mutate(
      { subAccountId: account.id },
      {
        onSuccess: () => {
          toast(t('begun', { name: account.userName }));
          onClose();
          onBegun?.();
        },
      },
    );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: account.userName })}
      name={account.userName}
      irreversible={false}
      consequences={[
        t('denied'),
        t('keys'),
        t('login'),
        t('projects', { count: account.projectCount }),
        t('wayBack'),
      ]}
      action={t('action')}
      pending={cutOff.isPending}
      onConfirm={begin}
      error={cutOff.isError ? <ProblemPanel error={cutOff.error} /> : null}
    />
  );
}
