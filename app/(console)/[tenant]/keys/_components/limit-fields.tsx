'use client';
import { useTranslations } from 'next-intl';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

type LimitName = 'perMinute' | 'perMonth' | 'addresses';

type LimitFieldsProps = {
  register: (name: LimitName) => UseFormRegisterReturn;
  errors: Partial<Record<LimitName, { message?: string | undefined }>>;
};

/** How often and from where a key may be used; empty fields are no limits. */
export function LimitFields({ register, errors }: LimitFieldsProps) {
  const t = useTranslations('keys.limits');
  const fieldError = useFieldError();
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {(['perMinute', 'perMonth'] as const).map((name) => (
          <FormField
            key={name}
            label={t(`${name}.label`)}
            hint={t(`${name}.hint`)}
            error={fieldError(errors[name]?.message)}
            optional
          >
            <Input inputMode="numeric" autoComplete="off" placeholder={t('none')} {...register(name)} />
          </FormField>
        ))}
      </div>
      <FormField
        label={t('addresses.label')}
        hint={t('addresses.hint')}
        error={fieldError(errors.addresses?.message)}
        optional
      >
        <Textarea
          autoComplete="off"
          spellCheck={false}
          placeholder={'203.0.113.0/24\n2001:db8::/32'}
          className="font-mono text-sm"
          {...register('addresses')}
        />
      </FormField>
    </div>
  );
}
