'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { setLocale } from '#app/actions.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardFooter } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { toast } from '#components/ui/toast.tsx';
import { locales } from '#lib/i18n/locale.ts';
import type { ProfileOut } from '#server/users/schema.ts';
import type { aboutForm } from './profile-schema.ts';

const schema = () => import('./profile-schema.ts').then((m) => m.aboutForm);
type FormIn = z.input<typeof aboutForm>;
type FormOut = z.output<typeof aboutForm>;

/** Name and language; the language is the one of this screen, whatever the profile remembered before. */
export function AboutForm({ profile }: { profile: ProfileOut }) {
  const t = useTranslations('profile');
  const names = useTranslations('common.language');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const current = useLocale();
  const fieldError = useFieldError();
  const form = useSchemaForm<FormIn, FormOut>(schema, { values: { name: profile.name, locale: current } });
  const locale = useWatch({ control: form.control, name: 'locale' });
  const problem = useFormProblem(form);
  const update = useMutation(trpc.users.update.mutationOptions());
  const { errors, isDirty, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      queries.setQueryData(trpc.users.profile.queryKey(), await update.mutateAsync(values));
      if (values.locale !== current) await setLocale(values.locale);
      form.reset(values);
      toast.success(t('saved'));
      router.refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  return (
    <form onSubmit={submit} noValidate>
      <UnsavedGuard when={isDirty && !isSubmitting} loss={t('loss')} action={t('leave')} />
      <Card>
        <CardBody className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
          <FormField label={t('name')} error={fieldError(errors.name?.message)} required>
            <Input {...form.register('name')} autoComplete="name" />
          </FormField>
          <FormField label={t('email')} hint={t('emailHint')}>
            <Input value={profile.email} readOnly />
          </FormField>
          <FormField label={t('language')} hint={t('languageHint')}>
            <SegmentedControl
              value={locale}
              onValueChange={(value) => form.setValue('locale', value, { shouldDirty: true })}
              segments={locales.map((known) => ({
                value: known,
                label: <span lang={known}>{names(known)}</span>,
              }))}
            />
          </FormField>
        </CardBody>
        {problem.panel ? <CardBody className="pt-0">{problem.panel}</CardBody> : null}
        <CardFooter className="justify-end">
          {isDirty ? <Button onClick={() => form.reset()}>{t('leave')}</Button> : null}
          <Button type="submit" variant="primary" disabled={!isDirty} pending={isSubmitting}>
            {t('save')}
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}
