'use client';
import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { isUsedUp } from './quota-figures.ts';
import { useRestore } from './use-cut-off-actions.ts';

type RestoreDialogProps = {
  account: Pick<SubAccountOut, 'id' | 'userName' | 'quota'>;
  onClose: () => void;
  /** Where the quota is used up, the way on is an allocation. */
  onAllocate: () => void;
  onBegun?: (() => void) | undefined;
};

/** Asks once before what a cut-off disabled comes back. */
export function RestoreDialog({ account, onClose, onAllocate, onBegun }: RestoreDialogProps) {
  const t = useTranslations('cutOff.restore');
  const cancel = useTranslations('common.actions')('cancel');
  const allocate = useTranslations('quotas.allocate')('open');
  const restore = useRestore();
  const usedUp = account.quota !== null && isUsedUp(account.quota.spent, account.quota.granted);
  const begin = () =>
    restore.mutate(
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
    <Dialog open onOpenChange={(open) => !open && !restore.isPending && onClose()}>
      <DialogContent
        title={t('title', { name: account.userName })}
        description={usedUp ? t('usedUp') : t('body')}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={restore.isPending}>{cancel}</Button>
            </DialogClose>
            {usedUp ? (
              <Can permission="quota:allocate">
                <Button variant="primary" onClick={onAllocate}>
                  {allocate}
                </Button>
              </Can>
            ) : (
              <Can permission="sub-account:restore">
                <Button variant="primary" pending={restore.isPending} onClick={begin}>
                  <RotateCcw aria-hidden />
                  {t('action')}
                </Button>
              </Can>
            )}
          </>
        }
      >
        {restore.isError ? (
          <ProblemPanel error={restore.error} />
        ) : (
          <p className="text-sm text-soft">{t('exact')}</p>
        )}
      </DialogContent>
    </Dialog>
  );
}
