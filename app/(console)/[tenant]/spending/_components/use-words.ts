'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { formatDate, formatDay } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { completeDay, type DayRange } from './period.ts';
import type { Dimension, SpendingFilters } from './spending-table.ts';
import { useNames } from './use-names.ts';

/** Both days, the year once where it is the same: at the end in English, at the front in Chinese. */
export function rangeText(locale: Locale, { from, to }: DayRange): string {
  if (from === to) return formatDay(locale, from);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const first = sameYear && locale === 'en' ? 'dayShort' : 'day';
  const last = sameYear && locale !== 'en' ? 'dayShort' : 'day';
  return `${formatDay(locale, from, first)} – ${formatDay(locale, to, last)}`;
}

/** What a name is called under its heading; spending without one has words of its own. */
export function useNameOf(): (by: Dimension, name: string) => string {
  const t = useTranslations('spending.noName');
  return (by, name) => name || t(by);
}

/** Under the title of a picture: the days, as told or in words, and the filters. */
export function useSubtitle(filters: SpendingFilters, days: DayRange | string): string {
  const t = useTranslations('spending.filters');
  const locale = useLocale();
  const nameOf = useNameOf();
  const { clouds, subAccounts } = useNames();
  const { cloudAccountId, subAccountId, project, product, unattributed } = filters;
  const parts = [
    typeof days === 'string' ? days : rangeText(locale, days),
    ...(cloudAccountId ? [`${t('cloud')}: ${clouds.get(cloudAccountId) ?? cloudAccountId}`] : []),
    ...(subAccountId ? [`${t('subAccount')}: ${subAccounts.get(subAccountId) ?? subAccountId}`] : []),
    ...(project !== undefined ? [`${t('project')}: ${nameOf('project', project)}`] : []),
    ...(product !== undefined ? [`${t('product')}: ${nameOf('product', product)}`] : []),
    ...(unattributed ? [t('unattributed')] : []),
  ];
  return parts.join(' · ');
}

/** How far the bills behind the page go: as far as the one that is furthest behind. */
export function useCompleteness({ cloudAccountId }: SpendingFilters) {
  const t = useTranslations('common.chart');
  const trpc = useTRPC();
  const locale = useLocale();
  const { timeZone } = useTenant();
  const accounts =
    useQuery(trpc.spending.summary.queryOptions({}, { staleTime: 30_000 })).data?.cloudAccounts ?? [];
  const known = accounts
    .filter((account) => !cloudAccountId || account.cloudAccountId === cloudAccountId)
    .flatMap(({ freshness }) => freshness.completeThrough ?? []);
  const through = known.sort()[0] ?? null;
  return {
    through,
    day: completeDay(through, timeZone),
    footnote: through
      ? t('completeTo', { time: formatDate(locale, through, timeZone, 'minute') })
      : undefined,
  };
}
