'use client';
import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { AmountInput } from '#app/(console)/[tenant]/sub-accounts/_components/amount-input.tsx';
import { ProjectPicker } from '#app/(console)/[tenant]/sub-accounts/_components/project-picker.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { FormSection } from './form-section.tsx';
import type { NewAccountFields } from './user-fields.tsx';

/** What its spending is measured by, and how much of it is allowed. */
export function MoneyFields({ form }: NewAccountFields) {
  const t = useTranslations('subAccounts.new');
  const notAllowed = useTranslations('common')('notAllowed');
  const { currency } = useTenant();
  const fieldError = useFieldError();
  const mayProject = useCan('project:update');
  const mayAllocate = useCan('quota:allocate');
  const cloudAccountId = form.watch('cloudAccountId');
  const { errors } = form.formState;
  return (
    <FormSection title={t('money.title')} body={t('money.body')}>
      <FormField label={t('project.label')} hint={mayProject ? t('project.hint') : notAllowed} optional>
        <Controller
          control={form.control}
          name="projectName"
          render={({ field }) => (
            <div className="flex gap-2">
              <div className="min-w-0 flex-1">
                <ProjectPicker
                  cloudAccountId={mayProject ? cloudAccountId : ''}
                  value={field.value || null}
                  onPick={field.onChange}
                />
              </div>
              {field.value ? (
                <Button variant="ghost" onClick={() => field.onChange('')}>
                  {t('project.clear')}
                </Button>
              ) : null}
            </div>
          )}
        />
      </FormField>
      <FormField
        label={t('quota.label')}
        hint={mayAllocate ? t('quota.hint') : notAllowed}
        error={fieldError(errors.quota?.message)}
        optional
      >
        <AmountInput
          currency={currency}
          className="max-w-60"
          disabled={!mayAllocate}
          {...form.register('quota')}
        />
      </FormField>
    </FormSection>
  );
}
