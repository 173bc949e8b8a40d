'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { FormField } from '#components/ui/form-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { PickOne } from './pick-one.tsx';

type FieldProps<Value> = {
  value: Value;
  onChange: (value: Value) => void;
  hint?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
};

const currencies = () => ['CNY', 'USD', 'EUR', ...Intl.supportedValuesOf('currency')].filter(onlyFirst);
const timeZones = () => ['Asia/Shanghai', 'UTC', ...Intl.supportedValuesOf('timeZone')].filter(onlyFirst);
const onlyFirst = (value: string, index: number, all: string[]) => all.indexOf(value) === index;

export function CurrencyField({ hint, error, ...field }: FieldProps<string>) {
  const t = useTranslations('settings.tenant');
  const locale = useLocale();
  const names = useMemo(() => new Intl.DisplayNames(locale, { type: 'currency' }), [locale]);
  return (
    <FormField label={t('currency')} hint={hint} error={error}>
      <PickOne {...field} label={t('currency')} options={currencies} note={(code) => names.of(code) ?? ''} />
    </FormField>
  );
}

export function TimeZoneField({ hint, error, ...field }: FieldProps<string>) {
  const t = useTranslations('settings.tenant');
  return (
    <FormField label={t('timeZone')} hint={hint} error={error}>
      <PickOne {...field} label={t('timeZone')} options={timeZones} />
    </FormField>
  );
}

export function LanguageField({ value, onChange, hint, error, disabled }: FieldProps<Locale>) {
  const t = useTranslations('settings.tenant');
  const names = useTranslations('common.language');
  return (
    <FormField label={t('locale')} hint={hint} error={error}>
      <SegmentedControl
        value={value}
        onValueChange={onChange}
        className={disabled ? 'pointer-events-none opacity-50' : ''}
        segments={locales.map((known) => ({ value: known, label: <span lang={known}>{names(known)}</span> }))}
      />
    </FormField>
  );
}
