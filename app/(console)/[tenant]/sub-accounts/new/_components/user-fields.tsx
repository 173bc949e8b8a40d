'use client';
import { useTranslations } from 'next-intl';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { FormSection } from './form-section.tsx';
import type { NewAccountIn, NewAccountOut } from './new-account-form.ts';

export type NewAccountFields = { form: UseFormReturn<NewAccountIn, unknown, NewAccountOut> };

type UserFieldsProps = NewAccountFields & { clouds: readonly { value: string; label: string }[] };

/** Where the user is created, what it is called, and whose it is. */
export function UserFields({ form, clouds }: UserFieldsProps) {
  const t = useTranslations('subAccounts.new.user');
  const fields = useTranslations('subAccounts.fields');
  const fieldError = useFieldError();
  const { errors } = form.formState;
  return (
    <FormSection title={t('title')} body={t('body')}>
      <FormField label={fields('cloudAccount')} error={fieldError(errors.cloudAccountId?.message)} required>
        <Controller
          control={form.control}
          name="cloudAccountId"
          render={({ field }) => (
            <Select
              value={field.value}
              onValueChange={(value) => {
                field.onChange(value);
                // Projects belong to a cloud account; what was chosen in the other one is not there.
                form.setValue('projectName', '');
              }}
              options={clouds}
            />
          )}
        />
      </FormField>
      <FormField
        label={fields('userName')}
        hint={t('userNameHint')}
        error={fieldError(errors.userName?.message)}
        required
      >
        <Input
          {...form.register('userName')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="render-farm"
        />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={fields('displayName')} error={fieldError(errors.displayName?.message)} optional>
          <Input {...form.register('displayName')} autoComplete="off" />
        </FormField>
        <FormField label={fields('email')} error={fieldError(errors.email?.message)} optional>
          <Input {...form.register('email')} type="email" autoComplete="off" />
        </FormField>
      </div>
      <FormField label={fields('description')} error={fieldError(errors.description?.message)} optional>
        <Textarea {...form.register('description')} rows={2} />
      </FormField>
    </FormSection>
  );
}
