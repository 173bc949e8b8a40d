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

const schema = () => import('#server/clouds/schema.ts').then((m) => m.rotateCredentialInput);

/** Puts another credential of the same cloud account in place of the stored one; the server tests it first. */
export function RotateCredential({ account, onClose }: { account: CloudAccount; onClose: () => void }) {
  const t = useTranslations('clouds');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const formId = useId();
  const fieldError = useFieldError();
  const rotate = useMutation(trpc.clouds.rotate.mutationOptions());
  const form = useSchemaForm(schema, {
    defaultValues: { cloudAccountId: account.id, accessKeyId: '', secretAccessKey: '' },
  });
  const problem = useFormProblem(form);
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      await rotate.mutateAsync(values);
      toast.success(t('rotate.done'), { description: t('rotate.after') });
      onClose();
      await queries.invalidateQueries(trpc.clouds.pathFilter());
    } catch (error) {
      problem.show(error);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <Dialog open onOpenChange={(open) => !open && !isSubmitting && onClose()}>
      <DialogContent
        title={t('rotate.title')}
        description={t('rotate.body', { accountNo: account.cloudAccountNo, keyHint: account.keyHint })}
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
              {t('rotate.action')}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          <FormField
            label={t('connect.credential.accessKeyId')}
            error={fieldError(errors.accessKeyId?.message)}
            required
          >
            <Input {...form.register('accessKeyId')} mono autoComplete="off" spellCheck={false} />
          </FormField>
          <FormField
            label={t('connect.credential.secret')}
            error={fieldError(errors.secretAccessKey?.message)}
            required
          >
            <Input {...form.register('secretAccessKey')} type="password" mono autoComplete="off" />
          </FormField>
          {problem.panel}
        </form>
      </DialogContent>
    </Dialog>
  );
}
