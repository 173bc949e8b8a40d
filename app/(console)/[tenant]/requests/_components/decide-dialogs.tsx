'use client';
import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { AllocationPreview } from '#app/(console)/[tenant]/sub-accounts/_components/allocation-preview.tsx';
import { AmountInput } from '#app/(console)/[tenant]/sub-accounts/_components/amount-input.tsx';
import { previewAllocation } from '#app/(console)/[tenant]/sub-accounts/_components/quota-figures.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toast } from '#components/ui/toast.tsx';
import { formatMoney } from '#lib/i18n/format.ts';
import type { RequestOut } from '#server/requests/schema.ts';
import type { approvalForm, rejectionForm } from './decision-schema.ts';
import type { Deciding } from './requests-view.tsx';
import { useRefreshRequests } from './use-request-actions.ts';

type DecideProps = { request: RequestOut; onClose: () => void };

/** Approves or rejects one request. */
export function DecideDialogs({ verdict, ...props }: Deciding & { onClose: () => void }) {
  return verdict === 'approve' ? <ApproveDialog {...props} /> : <RejectDialog {...props} />;
}

function useFacts({ requestedBy, amount, currency, subAccount }: RequestOut) {
  const locale = useLocale();
  const shown = formatMoney(locale, amount);
  return { person: requestedBy, amount: shown, currency, account: subAccount.userName };
}

function ApproveDialog({ request, onClose }: DecideProps) {
  const t = useTranslations('requests.approve');
  const locale = useLocale();
  const fieldError = useFieldError();
  const formId = useId();
  const trpc = useTRPC();
  const refresh = useRefreshRequests();
  const approve = useMutation(trpc.requests.approve.mutationOptions());
  const form = useSchemaForm<z.input<typeof approvalForm>, z.output<typeof approvalForm>>(
    () => import('./decision-schema.ts').then((m) => m.approvalForm),
    { defaultValues: { amount: request.amount, note: '' } },
  );
  const problem = useFormProblem(form);
  const facts = useFacts(request);
  const { errors, isSubmitting } = form.formState;
  const { quota } = request.subAccount;
  const submit = form.handleSubmit(async () => {
    problem.clear();
    const { amount, note = '' } = form.getValues();
    try {
      const { allocated, currency } = await approve.mutateAsync({
        quotaRequestId: request.id,
        amount: amount.trim(),
        note,
      });
      const given = formatMoney(locale, allocated ?? amount);
      toast.success(t('done', { amount: given, currency, account: facts.account }));
      onClose();
    } catch (error) {
      problem.show(error);
    }
    await refresh();
  });
  return (
    <DecideFrame
      title={t('title')}
      description={t('body', facts)}
      submit={t('submit')}
      formId={formId}
      pending={isSubmitting}
      onClose={onClose}
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        {request.own ? <p className="rounded-md bg-sunken px-3 py-2 text-sm text-soft">{t('own')}</p> : null}
        <FormField
          label={t('amount')}
          hint={t('amountHint', facts)}
          error={fieldError(errors.amount?.message)}
          required
        >
          <AmountInput currency={request.currency} autoFocus {...form.register('amount')} />
        </FormField>
        <AllocationPreview
          quota={quota}
          preview={previewAllocation(quota, form.watch('amount'), 'allocate')}
          currency={request.currency}
          steps={[]}
        />
        <FormField label={t('note', facts)} error={fieldError(errors.note?.message)} optional>
          <Textarea rows={2} maxLength={500} {...form.register('note')} />
        </FormField>
        {problem.panel}
      </form>
    </DecideFrame>
  );
}

function RejectDialog({ request, onClose }: DecideProps) {
  const t = useTranslations('requests.reject');
  const fieldError = useFieldError();
  const formId = useId();
  const trpc = useTRPC();
  const refresh = useRefreshRequests();
  const reject = useMutation(trpc.requests.reject.mutationOptions());
  const form = useSchemaForm<z.input<typeof rejectionForm>, z.output<typeof rejectionForm>>(
    () => import('./decision-schema.ts').then((m) => m.rejectionForm),
    { defaultValues: { note: '' } },
  );
  const problem = useFormProblem(form);
  const facts = useFacts(request);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ note }) => {
    problem.clear();
    try {
      await reject.mutateAsync({ quotaRequestId: request.id, note });
      toast.success(t('done'));
      onClose();
    } catch (error) {
      problem.show(error);
    }
    await refresh();
  });
  return (
    <DecideFrame
      title={t('title')}
      description={t('body', facts)}
      submit={t('submit')}
      formId={formId}
      pending={isSubmitting}
      onClose={onClose}
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <FormField
          label={t('note', facts)}
          hint={t('noteHint')}
          error={fieldError(errors.note?.message)}
          optional
        >
          <Textarea rows={3} maxLength={500} autoFocus {...form.register('note')} />
        </FormField>
        {problem.panel}
      </form>
    </DecideFrame>
  );
}

type DecideFrameProps = {
  title: string;
  description: string;
  submit: string;
  formId: string;
  pending: boolean;
  onClose: () => void;
  children: ReactNode;
};

function DecideFrame({ title, description, submit, formId, pending, onClose, children }: DecideFrameProps) {
  const actions = useTranslations('common.actions');
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <DialogContent
        title={title}
        description={description}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={pending}>{actions('cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" pending={pending}>
              {submit}
            </Button>
          </>
        }
      >
        {children}
      </DialogContent>
    </Dialog>
  );
}
