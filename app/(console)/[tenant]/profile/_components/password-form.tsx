'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardFooter } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { passwordForm } from './profile-schema.ts';

const schema = () => import('./profile-schema.ts').then((m) => m.passwordForm);
type Fields = z.input<typeof passwordForm>;

const empty: Fields = { currentPassword: '', newPassword: '', repeated: '' };

/** Another password; it ends every session but this one. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('profile');
  const trpc = useTRPC();
  const fieldError = useFieldError();
  const form = useSchemaForm<Fields, Fields>(schema, { mode: 'onSubmit', defaultValues: empty });
  const problem = useFormProblem(form);
  const change = useMutation(trpc.users.changePassword.mutationOptions());
  const [shown, setShown] = useState(false);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ currentPassword, newPassword, repeated }) => {
    problem.clear();
    if (repeated !== newPassword) {
      form.setError('repeated', { message: t('repeatWrong') }, { shouldFocus: true });
      return;
    }
    try {
      await change.mutateAsync({ currentPassword, newPassword });
      form.reset(empty);
      toast.success(t('changed'));
    } catch (error) {
      problem.show(error);
    }
  });
  const type = shown ? 'text' : 'password';
  return (
    <form onSubmit={submit} noValidate>
      {/* Tells password managers whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Card>
        <CardBody className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
          <FormField
            label={t('current')}
            error={fieldError(errors.currentPassword?.message)}
            required
            className="sm:max-w-[calc(50%-12px)] sm:col-span-2"
          >
            <Input {...form.register('currentPassword')} type={type} autoComplete="current-password" />
          </FormField>
          <FormField
            label={t('next')}
            hint={t('nextHint')}
            error={fieldError(errors.newPassword?.message)}
            required
          >
            <Input {...form.register('newPassword')} type={type} autoComplete="new-password" />
          </FormField>
          <FormField label={t('repeat')} error={fieldError(errors.repeated?.message)} required>
            <Input {...form.register('repeated')} type={type} autoComplete="new-password" />
          </FormField>
          <FormField label={t('show')} inline>
            <Checkbox checked={shown} onCheckedChange={(on) => setShown(on === true)} />
          </FormField>
        </CardBody>
        {problem.panel ? <CardBody className="pt-0">{problem.panel}</CardBody> : null}
        <CardFooter className="justify-end">
          <Button type="submit" variant="primary" pending={isSubmitting}>
            {t('change')}
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}
