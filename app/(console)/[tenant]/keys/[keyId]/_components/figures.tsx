'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { Ago, Moment } from '#components/ago.tsx';
import { Stat } from '#components/stat.tsx';
import { formatCount } from '#lib/i18n/format.ts';

/** The four figures that say whether a key is in use and how long it lasts. */
export function Figures({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys');
  const locale = useLocale();
  const { recent, thisMonth, perMonth, lastUsedAt, lastUsedAddress, expiresAt } = apiKey;
  const count = (value: number) => formatCount(locale, value);
  return (
    <div className="grid grid-cols-2 gap-4 max-sm:gap-3 lg:grid-cols-4">
      <Stat
        label={t('figures.today')}
        value={count(recent.at(-1) ?? 0)}
        hint={t('figures.yesterday', { count: count(recent.at(-2) ?? 0) })}
      />
      <Stat
        label={t('figures.month')}
        value={count(thisMonth)}
        hint={perMonth === null ? t('figures.noLimit') : t('figures.of', { limit: count(perMonth) })}
      />
      <Stat
        label={t('columns.lastUsed')}
        value={lastUsedAt ? <Ago time={lastUsedAt} /> : t('never')}
        hint={lastUsedAddress ? t('figures.from', { address: lastUsedAddress }) : undefined}
      />
      <Stat
        label={t('columns.expires')}
        value={expiresAt ? <Ago time={expiresAt} /> : t('never')}
        hint={expiresAt ? <Moment time={expiresAt} /> : t('form.expiryNever')}
      />
    </div>
  );
}
