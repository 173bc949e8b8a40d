'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { AllocationFields } from './allocation-fields.tsx';
import { AllocationResult } from './allocation-result.tsx';
import { type AllocationTarget, useAllocation } from './use-allocation.ts';

/** Allocates or deducts, then says what came of it and offers a restore where the limit is cleared. */
export function AllocateDialog({ account, onClose }: { account: AllocationTarget; onClose: () => void }) {
  const t = useTranslations('quotas.allocate');
  const actions = useTranslations('common.actions');
  const formId = useId();
  const allocation = useAllocation(account);
  const { result, form, pending, preview } = allocation;
  const deducting = form.watch('direction') === 'deduct';
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <DialogContent
        title={result ? t('doneTitle') : t('title')}
        description={account.userName}
        footer={
          result ? (
            <>
              <Button onClick={allocation.again}>{t('another')}</Button>
              <Button variant="primary" onClick={onClose}>
                {actions('done')}
              </Button>
            </>
          ) : (
            <>
              <DialogClose asChild>
                <Button disabled={pending}>{actions('cancel')}</Button>
              </DialogClose>
              <Can permission="quota:allocate">
                <Button
                  type="submit"
                  form={formId}
                  variant="primary"
                  pending={pending}
                  disabled={preview?.beyond === true}
                >
                  {deducting ? t('submitDeduct') : t('submit')}
                </Button>
              </Can>
            </>
          )
        }
      >
        {result ? (
          <AllocationResult account={account} result={result} />
        ) : (
          <form id={formId} onSubmit={allocation.submit} noValidate>
            <AllocationFields allocation={allocation} steps={account.alertSteps} autoFocus />
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
