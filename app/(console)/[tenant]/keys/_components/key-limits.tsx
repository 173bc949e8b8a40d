'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Nothing } from '#components/data-table/clipped.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { formatBasisPoints, formatCount } from '#lib/i18n/format.ts';
import type { ApiKey } from './key-table.ts';

/** A key's limits in one line, with how far the month's is used up. */
export function KeyLimits({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys.limits');
  const locale = useLocale();
  const { perMinute, perMonth, thisMonth, addresses } = apiKey;
  const percent =
    perMonth === null ? null : formatBasisPoints(locale, Math.floor((thisMonth / perMonth) * 10_000));
  const words = [
    ...(perMinute === null ? [] : [t('aMinute', { count: formatCount(locale, perMinute) })]),
    ...(percent === null ? [] : [t('shareOfMonth', { percent })]),
    ...(addresses.length > 0 ? [t('addressCount', { count: addresses.length })] : []),
  ].join(' · ');
  if (words === '') return <Nothing />;
  return (
    <div className="min-w-0 max-w-56 text-soft text-xs max-sm:max-w-full">
      <p className="truncate tabular-nums max-sm:whitespace-normal" title={words}>
        {words}
      </p>
      {perMonth === null || percent === null ? null : (
        <Progress
          value={thisMonth}
          max={perMonth}
          label={t('shareOfMonth', { percent })}
          className="mt-0.5 h-0.5"
        />
      )}
    </div>
  );
}

/** The month so far against its limit. */
export function MonthUse({ used, limit }: { used: number; limit: number }) {
  const t = useTranslations('keys.limits');
  const locale = useLocale();
  const text = t('ofMonth', { used: formatCount(locale, used), limit: formatCount(locale, limit) });
  return (
    <div>
      <p className="truncate text-soft text-xs tabular-nums" title={text}>
        {text}
      </p>
      <Progress value={used} max={limit} label={text} className="mt-0.5" />
    </div>
  );
}
