'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { CloudAccount } from './cloud-list.ts';

const schema = () => import('#server/clouds/schema.ts').then((m) => m.updateCloudAccountInput);

export function RenameCloud({ account, onClose }: { account: CloudAccount; onClose: () => void }) {
  const t = useTranslations('clouds.rename');
  const actions = useTranslations('common.actions');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const formId = useId();
  const fieldError = useFieldError();
  const rename = useMutation(trpc.clouds.update.mutationOptions());
  const form = useSchemaForm(schema, {
    defaultValues: { cloudAccountId: account.id, name: account.name },
  });
  const problem = useFormProblem(form);
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      const { name } = await rename.mutateAsync(values);
      toast.success(t('done', { name }));
      onClose();
      await queries.invalidateQueries(trpc.clouds.pathFilter());
    } catch (error) {
      problem.show(error);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('title')}
        size="sm"
        footer={
          <>
            <DialogClose asChild>
              <Button>{actions('cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
              {actions('save')}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          <FormField label={t('name')} error={fieldError(errors.name?.message)} required>
            <Input {...form.register('name')} autoComplete="off" />
          </FormField>
          {problem.panel}
        </form>
      </DialogContent>
    </Dialog>
  );
}
