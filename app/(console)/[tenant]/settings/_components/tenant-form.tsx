'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { ProblemPanel, useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardFooter } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ownTenantOut } from '#server/tenants/schema.ts';
import { CurrencyField, LanguageField, TimeZoneField } from './region-fields.tsx';
import type { tenantForm } from './tenant-schema.ts';

const schema = () => import('./tenant-schema.ts').then((m) => m.tenantForm);
type FormIn = z.input<typeof tenantForm>;
type FormOut = z.output<typeof tenantForm>;
type Tenant = z.output<typeof ownTenantOut>;

/** The tenant's own row, as its people may change it. */
export function TenantForm() {
  const trpc = useTRPC();
  const tenant = useQuery(trpc.tenant.get.queryOptions({}));
  if (tenant.data) return <Loaded tenant={tenant.data} />;
  if (tenant.isError) {
    return (
      <ProblemPanel
        error={tenant.error}
        onRetry={() => void tenant.refetch()}
        retrying={tenant.isRefetching}
      />
    );
  }
  return <Skeleton className="h-72 w-full rounded-lg" />;
}

function Loaded({ tenant }: { tenant: Tenant }) {
  const t = useTranslations('settings.tenant');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const fieldError = useFieldError();
  const allowed = useCan('tenant:update');
  const { name, currency, timeZone, locale } = tenant;
  const form = useSchemaForm<FormIn, FormOut>(schema, { values: { name, currency, timeZone, locale } });
  const values = useWatch({ control: form.control, compute: (all: FormIn) => all });
  const problem = useFormProblem(form);
  const update = useMutation(trpc.tenant.update.mutationOptions());
  const { errors, isDirty, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (wish) => {
    problem.clear();
    try {
      const saved = await update.mutateAsync(wish);
      queries.setQueryData(trpc.tenant.get.queryKey({}), saved);
      toast.success(t('saved'));
      // Name, zone and currency stand in the frame and in every page of it.
      router.refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  const set = <K extends keyof FormIn>(field: K) => ({
    value: values[field],
    disabled: !allowed,
    error: fieldError(errors[field]?.message),
    onChange: (value: FormIn[K]) =>
      form.reset({ ...values, [field]: value }, { keepDefaultValues: true, keepErrors: true }),
  });
  return (
    <form onSubmit={submit} noValidate>
      <UnsavedGuard when={isDirty && !isSubmitting} loss={t('loss')} action={t('leave')} />
      <Card>
        <fieldset disabled={!allowed}>
          <legend className="sr-only">{t('title')}</legend>
          <CardBody className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
            <FormField label={t('name')} error={fieldError(errors.name?.message)} required>
              <Input {...form.register('name')} autoComplete="organization" />
            </FormField>
            <FormField label={t('address')} hint={t('addressHint')}>
              <Input value={`/${tenant.slug}`} readOnly mono />
            </FormField>
            <CurrencyField
              {...set('currency')}
              disabled={!allowed || tenant.currencyFixed}
              hint={tenant.currencyFixed ? t('currencyFixed', { currency }) : t('currencyHint')}
            />
            <TimeZoneField {...set('timeZone')} hint={t('timeZoneHint')} />
            <LanguageField {...set('locale')} hint={t('localeHint')} />
          </CardBody>
        </fieldset>
        {problem.panel ? <CardBody className="pt-0">{problem.panel}</CardBody> : null}
        <CardFooter>
          <span>{allowed ? null : common('notAllowed')}</span>
          <span className="flex gap-2">
            {isDirty ? <Button onClick={() => form.reset()}>{t('leave')}</Button> : null}
            <Button type="submit" variant="primary" disabled={!isDirty || !allowed} pending={isSubmitting}>
              {t('save')}
            </Button>
          </span>
        </CardFooter>
      </Card>
    </form>
  );
}
