'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useRefreshRequests } from '#app/(console)/[tenant]/requests/_components/use-request-actions.ts';
import { AllocationPreview } from '#app/(console)/[tenant]/sub-accounts/_components/allocation-preview.tsx';
import { AmountInput } from '#app/(console)/[tenant]/sub-accounts/_components/amount-input.tsx';
import { previewAllocation } from '#app/(console)/[tenant]/sub-accounts/_components/quota-figures.ts';
import { useSubmissionKey } from '#app/(console)/[tenant]/sub-accounts/_components/use-submission-key.ts';
import { useTRPCClient } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { MySubAccount } from '#server/requests/schema.ts';
import type { askForm } from './ask-schema.ts';

type AskDialogProps = {
  account: Pick<MySubAccount, 'id' | 'userName' | 'quota' | 'alertSteps'>;
  onClose: () => void;
};

/** Asks for quota, and shows what the quota would be. */
export function AskDialog({ account, onClose }: AskDialogProps) {
  const t = useTranslations('requests.ask');
  const actions = useTranslations('common.actions');
  const fieldError = useFieldError();
  const formId = useId();
  const client = useTRPCClient();
  const tenant = useTenant();
  const refresh = useRefreshRequests();
  const submission = useSubmissionKey();
  const form = useSchemaForm<z.input<typeof askForm>, z.output<typeof askForm>>(
    () => import('./ask-schema.ts').then((m) => m.askForm),
    { defaultValues: { amount: '', reason: '' } },
  );
  const problem = useFormProblem(form);
  const { errors, isSubmitting } = form.formState;
  const currency = account.quota?.currency ?? tenant.currency;
  const submit = form.handleSubmit(async () => {
    problem.clear();
    const { amount, reason } = form.getValues();
    const input = { subAccountId: account.id, amount: amount.trim(), reason };
    try {
      await client.requests.create.mutate(input, { context: { key: submission.keyFor(input) } });
      submission.done();
      toast.success(t('done'));
      onClose();
    } catch (error) {
      problem.show(error);
    }
    await refresh();
  });
  return (
    <Dialog open onOpenChange={(open) => !open && !isSubmitting && onClose()}>
      <DialogContent
        title={`${t('title')}: ${account.userName}`}
        description={t('body')}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={isSubmitting}>{actions('cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
              {t('submit')}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          <FormField label={t('amount')} error={fieldError(errors.amount?.message)} required>
            <AmountInput currency={currency} autoFocus {...form.register('amount')} />
          </FormField>
          <FormField
            label={t('reason')}
            hint={t('reasonHint')}
            error={fieldError(errors.reason?.message)}
            required
          >
            <Textarea rows={3} maxLength={500} {...form.register('reason')} />
          </FormField>
          <AllocationPreview
            quota={account.quota}
            preview={previewAllocation(account.quota, form.watch('amount'), 'allocate')}
            currency={currency}
            steps={account.alertSteps}
          />
          {problem.panel}
        </form>
      </DialogContent>
    </Dialog>
  );
}
