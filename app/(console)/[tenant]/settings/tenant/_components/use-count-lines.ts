'use client';
import { useLocale, useTranslations } from 'next-intl';

const KINDS = [
  'members',
  'invitations',
  'roles',
  'teams',
  'apiKeys',
  'cloudAccounts',
  'subAccounts',
  'quotaEntries',
  'spendingRecords',
  'alerts',
  'channels',
  'savedViews',
  'auditEntries',
] as const;

/** What goes with a tenant, as one line: every kind of which there is something. */
export function useCountLines(): (counts: Record<(typeof KINDS)[number], number>) => string {
  const t = useTranslations('tenant.counts');
  const locale = useLocale();
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (counts) =>
    list.format(KINDS.filter((kind) => counts[kind] > 0).map((kind) => t(kind, { count: counts[kind] })));
}
