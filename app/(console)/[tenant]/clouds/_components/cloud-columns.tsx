'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { formatCount } from '#lib/i18n/format.ts';
import { BillFreshness } from './bill-freshness.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { CloudStatus } from './cloud-status.tsx';
import { LastCheck } from './last-check.tsx';
import { ProviderIcon } from './provider-mark.tsx';

/** The columns of the list of cloud accounts. */
export function useCloudColumns(): Column<CloudAccount>[] {
  const t = useTranslations('clouds');
  const locale = useLocale();
  const { slug } = useTenant();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('columns.name'),
        parts: [
          { id: 'id', header: t('columns.id'), value: (account) => account.id },
          { id: 'name', header: t('columns.name'), value: (account) => account.name },
          { id: 'provider', header: t('facts.provider'), value: (account) => account.provider },
        ],
        cell: (account) => (
          <span className="flex min-w-0 items-center gap-2.5">
            <ProviderIcon provider={account.provider} />
            <Clipped text={account.name}>
              <Link
                href={`/${slug}/clouds/${account.id}`}
                className="rounded-sm font-medium text-ink hover:underline"
              >
                {account.name}
              </Link>
            </Clipped>
            <span className="whitespace-nowrap text-faint max-sm:hidden">
              {t(`provider.${account.provider}`)}
            </span>
          </span>
        ),
      },
      {
        id: 'status',
        header: t('columns.status'),
        width: 'w-28',
        parts: [
          { id: 'status', header: t('columns.status'), value: (account) => account.status },
          {
            id: 'failure',
            header: t('columns.failure'),
            value: (account) => account.lastError?.reason ?? null,
          },
        ],
        cell: (account) => (
          <span title={account.lastError?.message}>
            <CloudStatus account={account} />
          </span>
        ),
      },
      {
        id: 'accountNo',
        header: t('facts.accountNo'),
        width: 'w-36',
        value: (account) => account.cloudAccountNo,
        cell: (account) => <code className="font-mono text-soft text-xs">{account.cloudAccountNo}</code>,
      },
      {
        id: 'subAccounts',
        header: t('facts.subAccounts'),
        width: 'w-28',
        align: 'end',
        value: (account) => account.subAccounts,
        cell: (account) => (
          <Link href={`/${slug}/sub-accounts?cloud=${account.id}`} className="rounded-sm hover:underline">
            {formatCount(locale, account.subAccounts)}
          </Link>
        ),
      },
      {
        id: 'checkedAt',
        header: t('facts.checked'),
        width: 'w-32',
        align: 'end',
        value: (account) => account.checkedAt,
        cell: (account) => <LastCheck account={account} />,
      },
      {
        id: 'bill',
        header: t('check.bill'),
        width: 'w-56',
        cell: (account) => <BillFreshness cloudAccountId={account.id} className="-ml-1.5 max-w-64" />,
      },
      agoColumn({
        id: 'syncedAt',
        header: t('facts.synced'),
        time: (account) => account.syncedAt,
        width: 'w-28',
      }),
      agoColumn({
        id: 'connectedAt',
        header: t('facts.connected'),
        time: (account) => account.connectedAt,
        width: 'w-28',
      }),
      {
        id: 'key',
        header: t('facts.key'),
        width: 'w-36',
        value: (account) => account.keyHint,
        cell: (account) => <code className="font-mono text-soft text-xs">{account.keyHint}</code>,
      },
    ],
    [t, locale, slug],
  );
}
