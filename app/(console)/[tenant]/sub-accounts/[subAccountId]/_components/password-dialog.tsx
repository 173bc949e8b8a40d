'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Controller } from 'react-hook-form';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useRefreshCloudAccess } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import type { passwordForm } from './password-schema.ts';

const schema = () => import('./password-schema.ts').then((m) => m.passwordForm);
type PasswordIn = z.input<typeof passwordForm>;

type PasswordDialogProps = {
  account: SubAccountDetailOut;
  /** Whether there is a login already; otherwise it is made, and allowed unless the account is cut off. */
  exists: boolean;
  held: boolean;
  onClose: () => void;
  /** The generated password; null for one of their own. */
  onSet: (generated: string | null) => void;
};

/** Sets a password: generated and shown once, or their own. */
export function PasswordDialog({ account, exists, held, onClose, onSet }: PasswordDialogProps) {
  const t = useTranslations('subAccounts.login');
  const words = useTranslations('subAccounts.new.access');
  const cancel = useTranslations('common.actions')('cancel');
  const fieldError = useFieldError();
  const formId = useId();
  const trpc = useTRPC();
  const refresh = useRefreshCloudAccess();
  const set = useMutation(trpc.iam.setLogin.mutationOptions());
  const form = useSchemaForm<PasswordIn, z.output<typeof passwordForm>>(schema, {
    defaultValues: { mode: 'generate', password: '', mustReset: true },
  });
  const problem = useFormProblem(form);
  const { errors, isSubmitting } = form.formState;
  const mode = form.watch('mode');
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      const { password } = await set.mutateAsync({
        subAccountId: account.id,
        mustReset: values.mustReset,
        ...(values.mode === 'own' ? { password: values.password } : { generate: true }),
        ...(exists || held ? {} : { allowed: true }),
      });
      toast.success(t(exists ? 'resetDone' : 'created'));
      onSet(password);
      await refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  return (
    <Dialog open onOpenChange={(open) => !open && !isSubmitting && onClose()}>
      <DialogContent
        title={t(exists ? 'resetTitle' : 'createTitle', { name: account.userName })}
        description={exists ? t('resetBody') : undefined}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={isSubmitting}>{cancel}</Button>
            </DialogClose>
            <Can permission="sub-account:update">
              <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
                {t(exists ? 'reset' : 'create')}
              </Button>
            </Can>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          <FormField label={words('password')}>
            <Controller
              control={form.control}
              name="mode"
              render={({ field }) => (
                <RadioGroup value={field.value} onValueChange={field.onChange}>
                  <Radio value="generate" label={words('generate')} hint={words('generateHint')} />
                  <Radio value="own" label={words('own')} />
                </RadioGroup>
              )}
            />
          </FormField>
          {mode === 'own' ? (
            <FormField
              label={words('password')}
              hint={words('passwordHint')}
              error={fieldError(errors.password?.message)}
              required
            >
              <Input type="password" autoComplete="new-password" {...form.register('password')} />
            </FormField>
          ) : null}
          <FormField label={words('mustReset')} inline>
            <Controller
              control={form.control}
              name="mustReset"
              render={({ field }) => (
                <Checkbox checked={field.value} onCheckedChange={(on) => field.onChange(on === true)} />
              )}
            />
          </FormField>
          {problem.panel}
        </form>
      </DialogContent>
    </Dialog>
  );
}
