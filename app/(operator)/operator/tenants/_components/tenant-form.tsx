'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import {
  CurrencyField,
  LanguageField,
  TimeZoneField,
} from '#app/(console)/[tenant]/settings/_components/region-fields.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Collapsible } from '#components/ui/collapsible.tsx';
import { DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { CreateTenantInput, createdTenantOut, createTenantInput } from '#server/tenants/schema.ts';
import { slugOf } from './slug-of.ts';

const schema = () => import('#server/tenants/schema.ts').then((m) => m.createTenantInput);

type FormIn = z.input<typeof createTenantInput>;
type Created = z.output<typeof createdTenantOut>;

type TenantFormProps = { onCreated: (tenant: Created, ownerEmail: string) => void };

/** Name, address and owner; what the region suggests can be opened and changed. */
export function TenantForm({ onCreated }: TenantFormProps) {
  const t = useTranslations('operator.tenants.create');
  const cancel = useTranslations('common.actions')('cancel');
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const fieldError = useFieldError();
  const formId = useId();
  const form = useSchemaForm<FormIn, CreateTenantInput>(schema, {
    defaultValues: {
      name: '',
      slug: '',
      ownerEmail: '',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      locale,
    },
  });
  const {
    slug,
    currency = 'CNY',
    timeZone = '',
    locale: language = locale,
  } = useWatch({ control: form.control });
  const problem = useFormProblem(form);
  const create = useMutation(trpc.platform.createTenant.mutationOptions());
  const { errors, isSubmitting, dirtyFields } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      onCreated(await create.mutateAsync(values), values.ownerEmail);
      await queries.invalidateQueries(trpc.platform.pathFilter());
    } catch (error) {
      problem.show(error);
    }
  });
  const name = form.register('name', {
    // The address follows the name until somebody writes their own.
    onChange: (event: { target: { value: string } }) =>
      dirtyFields.slug ? undefined : form.resetField('slug', { defaultValue: slugOf(event.target.value) }),
  });
  return (
    <DialogContent
      title={t('title')}
      description={t('body')}
      footer={
        <>
          <DialogClose asChild>
            <Button>{cancel}</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            {t('action')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <FormField label={t('name')} error={fieldError(errors.name?.message)} required>
          <Input {...name} autoComplete="off" />
        </FormField>
        <FormField
          label={t('slug')}
          hint={t('slugHint', { example: `/${slug || 'aurora-studio'}` })}
          error={fieldError(errors.slug?.message)}
          required
        >
          <Input {...form.register('slug')} mono autoComplete="off" spellCheck={false} />
        </FormField>
        <FormField
          label={t('ownerEmail')}
          hint={t('ownerHint')}
          error={fieldError(errors.ownerEmail?.message)}
          required
        >
          <Input {...form.register('ownerEmail')} type="email" autoComplete="off" spellCheck={false} />
        </FormField>
        <Collapsible title={t('region')}>
          <div className="grid gap-4 pt-1 sm:grid-cols-2">
            <CurrencyField
              value={currency}
              onChange={(next) => form.setValue('currency', next)}
              error={fieldError(errors.currency?.message)}
            />
            <TimeZoneField
              value={timeZone}
              onChange={(next) => form.setValue('timeZone', next)}
              error={fieldError(errors.timeZone?.message)}
            />
            <LanguageField value={language} onChange={(next) => form.setValue('locale', next)} />
          </div>
        </Collapsible>
        {problem.panel}
      </form>
    </DialogContent>
  );
}
