'use client';
import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Can } from '#components/can.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { FormSection } from './form-section.tsx';
import type { NewAccountFields } from './user-fields.tsx';

/** How people and programs get in: console login and access key. */
export function LoginFields({ form }: NewAccountFields) {
  const t = useTranslations('subAccounts.new.access');
  const fieldError = useFieldError();
  const { errors } = form.formState;
  const mode = form.watch('loginMode');
  return (
    <FormSection title={t('title')} body={t('body')}>
      <FormField label={t('login')}>
        <Controller
          control={form.control}
          name="loginMode"
          render={({ field }) => (
            <RadioGroup value={field.value} onValueChange={field.onChange}>
              <Radio value="none" label={t('none')} hint={t('noneHint')} />
              <Radio value="generate" label={t('generate')} hint={t('generateHint')} />
              <Radio value="own" label={t('own')} />
            </RadioGroup>
          )}
        />
      </FormField>
      {mode === 'own' ? (
        <FormField
          label={t('password')}
          error={fieldError(errors.password?.message)}
          hint={t('passwordHint')}
          required
        >
          <Input {...form.register('password')} type="password" autoComplete="new-password" />
        </FormField>
      ) : null}
      {mode === 'none' ? null : (
        <FormField label={t('mustReset')} inline>
          <Controller
            control={form.control}
            name="mustReset"
            render={({ field }) => (
              <Checkbox checked={field.value} onCheckedChange={(on) => field.onChange(on === true)} />
            )}
          />
        </FormField>
      )}
      <div className="border-line border-t pt-4">
        <Can permission="access-key:create">
          <FormField label={t('key')} hint={t('keyHint')} inline>
            <Controller
              control={form.control}
              name="accessKey"
              render={({ field }) => (
                <Checkbox
                  checked={field.value ?? false}
                  onCheckedChange={(on) => field.onChange(on === true)}
                />
              )}
            />
          </FormField>
        </Can>
      </div>
    </FormSection>
  );
}
