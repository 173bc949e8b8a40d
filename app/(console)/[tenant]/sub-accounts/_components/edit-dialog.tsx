'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { detailsForm } from './details-schema.ts';
import { useRefresh } from './use-refresh.ts';

const schema = () => import('./details-schema.ts').then((m) => m.detailsForm);
type DetailsIn = z.input<typeof detailsForm>;

/** Changes what the cloud keeps about the user; only what differs is sent. */
export function EditDialog({ account, onClose }: { account: SubAccountOut; onClose: () => void }) {
  const t = useTranslations('subAccounts');
  const actions = useTranslations('common.actions');
  const fieldError = useFieldError();
  const formId = useId();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const update = useMutation(trpc.iam.update.mutationOptions());
  const { displayName, description, email } = account;
  const form = useSchemaForm<DetailsIn, z.output<typeof detailsForm>>(schema, {
    defaultValues: { displayName, description, email },
  });
  const problem = useFormProblem(form);
  const { errors, isDirty, isSubmitting, dirtyFields } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    const changed = {
      ...(dirtyFields.displayName && { displayName: values.displayName }),
      ...(dirtyFields.description && { description: values.description }),
      ...(dirtyFields.email && { email: values.email }),
    };
    try {
      await update.mutateAsync({ subAccountId: account.id, ...changed });
      toast.success(t('done.edited', { name: account.userName }));
      onClose();
      await refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  return (
    <Dialog open onOpenChange={(open) => !open && !isSubmitting && onClose()}>
      <DialogContent
        title={t('edit.title', { name: account.userName })}
        description={t('edit.body')}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={isSubmitting}>{actions('cancel')}</Button>
            </DialogClose>
            <Can permission="sub-account:update">
              <Button
                type="submit"
                form={formId}
                variant="primary"
                pending={isSubmitting}
                disabled={!isDirty}
              >
                {actions('save')}
              </Button>
            </Can>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          <FormField label={t('fields.displayName')} error={fieldError(errors.displayName?.message)} optional>
            <Input autoComplete="off" {...form.register('displayName')} />
          </FormField>
          <FormField label={t('fields.email')} error={fieldError(errors.email?.message)} optional>
            <Input type="email" autoComplete="off" {...form.register('email')} />
          </FormField>
          <FormField label={t('fields.description')} error={fieldError(errors.description?.message)} optional>
            <Textarea {...form.register('description')} />
          </FormField>
          {problem.panel}
        </form>
      </DialogContent>
    </Dialog>
  );
}
