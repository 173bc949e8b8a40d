'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useClock } from '#components/clock.tsx';
import { Money } from '#components/money.tsx';
import { formatBasisPoints, formatDate, formatDuration, shareOf } from '#lib/i18n/format.ts';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { Attention, ManyKind } from './attention.ts';

/** What somebody calls a sub-account: its display name where it has one, and the name that alerts and bills use. */
export function nameOf({ displayName, userName }: Pick<SubAccountOut, 'displayName' | 'userName'>): string {
  return displayName && displayName !== userName ? `${displayName} (${userName})` : userName;
}

const subjectOf = (item: Attention) =>
  'account' in item
    ? nameOf(item.account)
    : 'cloud' in item
      ? item.cloud.name
      : 'name' in item
        ? item.name
        : '';

/** The one line that names what is the matter. */
export function useAttentionTitle(item: Attention): string {
  const t = useTranslations('overview.attention');
  if (item.kind === 'many') return t(`many.${item.of}.title`, { count: item.count });
  return t(`${item.kind}.title`, { name: subjectOf(item) });
}

const manyFilters: Record<ManyKind, string> = {
  protectedOver: '?state=protected&sort=-spentShare',
  over: '?sort=-spentShare',
  cutOffOver: '?state=cut_off',
  cutOff: '?state=cut_off',
  missing: '?state=missing',
};

/** Where it can be dealt with. */
export function useAttentionHref(item: Attention): string {
  const home = `/${useTenant().slug}`;
  switch (item.kind) {
    case 'many':
      return `${home}/sub-accounts${manyFilters[item.of]}`;
    case 'unattributed':
      return `${home}/spending?unattributed=yes&group=project`;
    case 'staleBill':
      return `${home}/spending/checks`;
    case 'failingCloud':
      return `${home}/clouds/${item.cloud.id}`;
    case 'halfCut':
    case 'halfRestored':
    case 'cutting':
    case 'restoring':
      return `${home}/sub-accounts/${item.id}?tab=cut-off`;
    default:
      return `${home}/sub-accounts/${item.id}`;
  }
}

const explained = ['cloud_credential_refused', 'cloud_denied', 'cloud_throttled', 'cloud_timeout'] as const;

/** Why, with the figures that decide. */
export function AttentionReason({ item }: { item: Attention }) {
  const t = useTranslations('overview.attention');
  const clouds = useTranslations('clouds.failure.title');
  const locale = useLocale();
  const { timeZone } = useClock();
  switch (item.kind) {
    case 'many':
      return t(`many.${item.of}.reason`);
    case 'halfCut':
    case 'halfRestored':
    case 'cutting':
    case 'restoring':
      return item.total > 0
        ? t(`${item.kind}.reason`, { done: item.done, total: item.total })
        : t('beginning');
    case 'protectedOver':
    case 'over':
    case 'cutOffOver':
    case 'cutOff': {
      const { quota } = item.account;
      if (!quota) return t('noQuota');
      return t.rich(`${item.kind}.reasonRich`, {
        spent: () => <Money amount={quota.spent} currency={quota.currency} />,
        granted: () => <Money amount={quota.granted} />,
      });
    }
    case 'missing': {
      const { missingSince } = item.account;
      return t('missing.reason', {
        time: missingSince ? formatDate(locale, missingSince, timeZone, 'minuteShort') : '–',
      });
    }
    case 'failingCloud': {
      const reason = item.cloud.lastError?.reason;
      return `${clouds(explained.find((one) => one === reason) ?? 'other')} · ${t('failingCloud.reason')}`;
    }
    case 'staleBill':
      return t('staleBill.reason', {
        time: item.completeThrough ? formatDate(locale, item.completeThrough, timeZone, 'minuteShort') : '–',
        lag: formatDuration(locale, item.lag ?? 0),
      });
    case 'unattributed':
      return t.rich('unattributed.reasonRich', {
        amount: () => <Money amount={item.amount} currency={item.currency} />,
        share: formatBasisPoints(locale, shareOf(item.amount, item.thisMonth) ?? 0),
      });
  }
}
