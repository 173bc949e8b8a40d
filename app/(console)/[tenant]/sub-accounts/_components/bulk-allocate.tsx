'use client';
import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { Controller } from 'react-hook-form';
import { BulkProgress } from '#app/(console)/[tenant]/_components/bulk/bulk-progress.tsx';
import { useBulkRun } from '#app/(console)/[tenant]/_components/bulk/use-bulk-run.ts';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPCClient } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { newId } from '#lib/new-id.ts';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { AmountInput } from './amount-input.tsx';
import { BulkAllocatePreview } from './bulk-allocate-preview.tsx';
import { signedAmount, useAllocationForm } from './use-allocation.ts';
import { useRefresh } from './use-refresh.ts';

type BulkAllocateProps = { accounts: readonly SubAccountOut[]; onClose: () => void; onDone: () => void };

/** The same allocation for many sub-accounts; each is one allocation of its own, with its own history. */
export function BulkAllocate({ accounts, onClose, onDone }: BulkAllocateProps) {
  const t = useTranslations('subAccounts.bulk');
  const quotas = useTranslations('quotas.allocate');
  const common = useTranslations('common.bulk');
  const actions = useTranslations('common.actions');
  const formId = useId();
  const fieldError = useFieldError();
  const client = useTRPCClient();
  const { currency } = useTenant();
  const refresh = useRefresh();
  // One key per sub-account and input: what got through before a lost answer is not allocated again by a retry.
  const keys = useRef(new Map<string, string>());
  const form = useAllocationForm();
  const title = t('allocateTitle', { count: accounts.length });
  const { run, start } = useBulkRun<SubAccountOut>(title, () => void refresh());
  const send = (targets: readonly SubAccountOut[]) => {
    const values = form.getValues();
    const amount = signedAmount(values);
    return start(targets, ({ id }) => {
      const input = { subAccountId: id, amount, reason: values.reason };
      const name = JSON.stringify(input);
      const key = keys.current.get(name) ?? newId('request');
      keys.current.set(name, key);
      return client.quotas.allocate.mutate(input, { context: { key } });
    });
  };
  const { errors } = form.formState;
  const [amount, direction] = form.watch(['amount', 'direction']);
  const leave = () => {
    if (run.state === 'done') onDone();
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && leave()}>
      <DialogContent
        size="lg"
        title={title}
        description={t('allocateBody')}
        footer={
          run.state === 'idle' ? (
            <>
              <DialogClose asChild>
                <Button>{actions('cancel')}</Button>
              </DialogClose>
              <Button type="submit" form={formId} variant="primary">
                {direction === 'deduct' ? quotas('submitDeduct') : quotas('submit')}
              </Button>
            </>
          ) : (
            <>
              {run.state === 'done' && run.failures.length > 0 ? (
                <Button onClick={() => void send(run.failures.map((failure) => failure.target))}>
                  {common('retry', { count: run.failures.length })}
                </Button>
              ) : null}
              <Button variant="primary" onClick={leave}>
                {run.state === 'running' ? common('leave') : actions('done')}
              </Button>
            </>
          )
        }
      >
        {run.state === 'idle' ? (
          <form
            id={formId}
            noValidate
            onSubmit={form.handleSubmit(() => void send(accounts))}
            className="space-y-4"
          >
            <Controller
              control={form.control}
              name="direction"
              render={({ field }) => (
                <SegmentedControl
                  label={quotas('direction')}
                  value={field.value}
                  onValueChange={field.onChange}
                  segments={[
                    { value: 'allocate', label: quotas('add') },
                    { value: 'deduct', label: quotas('deduct') },
                  ]}
                />
              )}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <FormField label={t('amountEach')} error={fieldError(errors.amount?.message)} required>
                <AmountInput currency={currency} autoFocus {...form.register('amount')} />
              </FormField>
              <FormField label={quotas('reason')} error={fieldError(errors.reason?.message)} required>
                <Input autoComplete="off" maxLength={200} {...form.register('reason')} />
              </FormField>
            </div>
            <BulkAllocatePreview accounts={accounts} amount={amount} direction={direction} />
          </form>
        ) : (
          <BulkProgress run={run} nameOf={(account) => account.userName} />
        )}
      </DialogContent>
    </Dialog>
  );
}
