'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Money } from '#components/money.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { formatMoney } from '#lib/i18n/format.ts';
import { AllocationPreview } from './allocation-preview.tsx';
import { AmountInput } from './amount-input.tsx';
import { largestDeduction } from './quota-figures.ts';
import type { Allocation } from './use-allocation.ts';

type AllocationFieldsProps = { allocation: Allocation; steps: readonly number[]; autoFocus?: boolean };

/** Direction, amount and reason, and what they would make of the quota. */
export function AllocationFields({ allocation, steps, autoFocus }: AllocationFieldsProps) {
  const t = useTranslations('quotas.allocate');
  const locale = useLocale();
  const fieldError = useFieldError();
  const { form, quota, currency, preview } = allocation;
  const { errors } = form.formState;
  const direction = form.watch('direction');
  const most = largestDeduction(quota);
  const beyond = preview?.beyond
    ? t('beyond', { spent: formatMoney(locale, quota?.spent ?? '0'), currency })
    : undefined;
  const hint =
    direction === 'deduct' ? (
      <span className="flex flex-wrap items-center gap-x-2">
        <span>{t.rich('mostRich', { amount: () => <Money amount={most} currency={currency} /> })}</span>
        <Button
          variant="link"
          size="inline"
          className="text-xs"
          onClick={() => form.setValue('amount', most, { shouldDirty: true, shouldValidate: true })}
        >
          {t('useMost')}
        </Button>
      </span>
    ) : undefined;
  return (
    <div className="space-y-4">
      <Controller
        control={form.control}
        name="direction"
        render={({ field }) => (
          <SegmentedControl
            label={t('direction')}
            value={field.value}
            onValueChange={field.onChange}
            segments={[
              { value: 'allocate', label: t('add') },
              { value: 'deduct', label: t('deduct') },
            ]}
          />
        )}
      />
      <FormField
        label={t('amount')}
        error={beyond ?? fieldError(errors.amount?.message)}
        hint={hint}
        required
      >
        <AmountInput currency={currency} autoFocus={autoFocus} {...form.register('amount')} />
      </FormField>
      <FormField
        label={t('reason')}
        error={fieldError(errors.reason?.message)}
        hint={t('reasonHint')}
        required
      >
        <Input autoComplete="off" maxLength={200} {...form.register('reason')} />
      </FormField>
      <AllocationPreview quota={quota} preview={preview} currency={currency} steps={steps} />
      {allocation.problem}
    </div>
  );
}
