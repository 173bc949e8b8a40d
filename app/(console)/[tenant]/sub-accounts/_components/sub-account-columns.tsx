'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Ago } from '#components/ago.tsx';
import { useClock } from '#components/clock.tsx';
import type { Column } from '#components/data-table/types.ts';
import { QuotaBar } from '#components/quota-bar.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { formatCount } from '#lib/i18n/format.ts';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { AccountName } from './account-name.tsx';
import { RunsOut } from './runs-out.tsx';
import { SpentOf } from './spent-of.tsx';
import type { Forecast } from './use-forecasts.ts';

/** The columns of the list of sub-accounts. */
export function useSubAccountColumns(
  forecasts: ReadonlyMap<string, Forecast> | undefined,
): Column<SubAccountOut>[] {
  const t = useTranslations('subAccounts.columns');
  const locale = useLocale();
  const { slug } = useTenant();
  const { timeZone } = useClock();
  return useMemo(
    () => [
      { id: 'userName', header: t('userName'), cell: (row) => <AccountName account={row} slug={slug} /> },
      {
        id: 'cloudAccount',
        header: t('cloudAccount'),
        width: 'w-36',
        cell: (row) => (
          <Link
            href={`/${slug}/clouds/${row.cloudAccount.id}`}
            className="block max-w-44 truncate rounded-sm text-soft hover:text-ink hover:underline"
          >
            {row.cloudAccount.name}
          </Link>
        ),
      },
      {
        id: 'status',
        header: t('status'),
        width: 'w-28',
        cell: (row) => <StatusBadge status={row.status} />,
      },
      {
        id: 'spentShare',
        header: t('quota'),
        align: 'end',
        width: 'w-80',
        cell: (row) => <QuotaCell account={row} />,
      },
      {
        id: 'projects',
        header: t('projects'),
        align: 'end',
        width: 'w-20',
        cell: (row) =>
          row.projectCount > 0 ? (
            formatCount(locale, row.projectCount)
          ) : (
            <span className="text-faint">{formatCount(locale, 0)}</span>
          ),
      },
      {
        id: 'runsOut',
        header: t('runsOut'),
        align: 'end',
        width: 'w-32',
        cell: (row) => <RunsOut account={row} forecasts={forecasts} timeZone={timeZone} />,
      },
      {
        id: 'createdAt',
        header: t('createdAt'),
        align: 'end',
        width: 'w-24',
        skipOnPhone: true,
        cell: (row) => <Ago time={row.createdAt} className="text-soft" />,
      },
      { id: 'email', header: t('email'), cell: (row) => <Quiet text={row.email} /> },
      { id: 'description', header: t('description'), cell: (row) => <Quiet text={row.description} /> },
    ],
    [t, locale, slug, timeZone, forecasts],
  );
}

function QuotaCell({ account }: { account: SubAccountOut }) {
  const { quota } = account;
  if (!quota) return <span className="text-faint">–</span>;
  return (
    <span className="flex items-center justify-end gap-3 max-sm:flex-col max-sm:items-end max-sm:gap-1 max-sm:py-1">
      <SpentOf quota={quota} />
      <QuotaBar
        spent={quota.spent}
        limit={quota.granted}
        currency={quota.currency}
        steps={account.alertSteps}
        className="w-32 shrink-0"
      />
    </span>
  );
}

function Quiet({ text }: { text: string }) {
  return text ? (
    <span className="line-clamp-1 max-w-60 text-soft" title={text}>
      {text}
    </span>
  ) : (
    <span className="text-faint">–</span>
  );
}
