'use client';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '#lib/i18n/format.ts';
import { roundAmount } from '#lib/money.ts';
import type { SettingKey } from '#server/settings/registry.ts';
import type { SettingOut } from '#server/settings/schema.ts';
import { settingWords } from './setting-words.ts';

type Input = SettingOut['input'];

/** A setting's value in words, for a line of text. `currency` is null where it differs from tenant to tenant. */
export function useSettingText(currency: string | null) {
  const t = useTranslations('settings');
  const locale = useLocale();
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  const writers: Record<Input['kind'], (value: unknown, key: SettingKey, input: Input) => string> = {
    integer: (value, _key, input) =>
      t(`value.${input.kind === 'integer' ? input.unit : 'minutes'}`, { count: Number(value) }),
    days: (value) => (Number(value) === 0 ? t('value.forEver') : t('value.days', { count: Number(value) })),
    percentages: (value) =>
      list(value)
        .map((step) => t('value.percent', { value: step }))
        .join(' · '),
    choice: (value, key) => {
      const path = `items.${settingWords[key].words}.options.${String(value)}`;
      return isOption(path) ? t(path) : String(value);
    },
    names: (value) => list(value).join(', ') || t('value.none'),
    amount: (value) => {
      const amount = String(value);
      if (roundAmount(amount) === 0n) return t('value.any');
      return [currency, formatMoney(locale, amount)].filter(Boolean).join(' ');
    },
  };
  return (key: SettingKey, input: Input, value: unknown) => writers[input.kind](value, key, input);
}

const options = [
  'items.quota.restoreMode.options.offer',
  'items.quota.restoreMode.options.automatic',
] as const;

/** Whether a path of a choice has words of its own. */
function isOption(path: string): path is (typeof options)[number] {
  return options.some((known) => known === path);
}
