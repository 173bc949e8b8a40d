'use client';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '#lib/i18n/format.ts';
import { roundAmount } from '#lib/money.ts';
import type { SettingKey } from '#server/settings/registry.ts';
import type { SettingOut } from '#server/settings/schema.ts';
import { settingWords } from './setting-words.ts';

type Kind = SettingOut['input']['kind'];

/** A setting's value in words, for a line of text. `currency` is null where it differs from tenant to tenant. */
export function useSettingText(currency: string | null) {
  const t = useTranslations('settings');
  const locale = useLocale();
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  const writers: Record<Kind, (value: unknown, key: SettingKey) => string> = {
    integer: (value) => t('value.minutes', { count: Number(value) }),
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
  return (key: SettingKey, kind: Kind, value: unknown) => writers[kind](value, key);
}

const options = [
  'items.quota.restoreMode.options.offer',
  'items.quota.restoreMode.options.automatic',
] as const;

/** Whether a path of a choice has words of its own. */
function isOption(path: string): path is (typeof options)[number] {
  return options.some((known) => known === path);
}
