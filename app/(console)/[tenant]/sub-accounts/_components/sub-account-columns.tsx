'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { TeamLink } from '#app/(console)/[tenant]/teams/_components/team-link.tsx';
import { useClock } from '#components/clock.tsx';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { Money } from '#components/money.tsx';
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
  const words = useTranslations('subAccounts.export.columns');
  const locale = useLocale();
  const { slug } = useTenant();
  const { timeZone } = useClock();
  return useMemo(
    () => [
      {
        id: 'userName',
        header: t('userName'),
        parts: [
          { id: 'id', header: words('id'), value: (row) => row.id },
          { id: 'userName', header: words('userName'), value: (row) => row.userName },
          { id: 'displayName', header: words('displayName'), value: (row) => row.displayName },
          { id: 'protected', header: words('protected'), value: (row) => row.protected },
        ],
        cell: (row) => <AccountName account={row} slug={slug} />,
      },
      {
        id: 'cloudAccount',
        header: t('cloudAccount'),
        width: 'w-36',
        value: (row) => row.cloudAccount.name,
        cell: (row) => (
          <Clipped text={row.cloudAccount.name} className="max-w-40">
            <Link
              href={`/${slug}/clouds/${row.cloudAccount.id}`}
              className="rounded-sm text-soft hover:text-ink hover:underline"
            >
              {row.cloudAccount.name}
            </Link>
          </Clipped>
        ),
      },
      {
        id: 'team',
        header: t('team'),
        width: 'w-36',
        value: (row) => row.team?.name ?? null,
        cell: ({ team }) =>
          team ? (
            <Clipped text={team.name} className="max-w-40">
              <TeamLink team={team} />
            </Clipped>
          ) : (
            <Nothing />
          ),
      },
      {
        id: 'holder',
        header: t('holder'),
        width: 'w-36',
        value: (row) => row.holder?.name ?? null,
        cell: ({ holder }) =>
          holder ? <Clipped text={holder.name} className="max-w-40 text-soft" /> : <Nothing />,
      },
      {
        id: 'status',
        header: t('status'),
        width: 'w-28',
        value: (row) => row.status,
        cell: (row) => <StatusBadge status={row.status} />,
      },
      {
        id: 'spentShare',
        header: t('quota'),
        align: 'end',
        width: 'w-80',
        parts: [
          { id: 'currency', header: words('currency'), value: (row) => row.quota?.currency ?? null },
          { id: 'spent', header: words('spent'), value: (row) => row.quota?.spent ?? null },
          { id: 'granted', header: words('granted'), value: (row) => row.quota?.granted ?? null },
          { id: 'share', header: words('share'), value: shareOf },
        ],
        cell: (row) => <QuotaCell account={row} />,
      },
      ...(['spent', 'granted'] as const).map((id) => ({
        id,
        header: words(id),
        align: 'end' as const,
        width: 'w-32',
        cell: ({ quota }: SubAccountOut) =>
          quota ? <Money amount={quota[id]} currency={quota.currency} /> : <Nothing />,
      })),
      {
        id: 'projects',
        header: t('projects'),
        align: 'end',
        width: 'w-20',
        skipOnPhone: true,
        value: (row) => row.projectCount,
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
        value: (row) => forecasts?.get(row.id)?.runsOutAt ?? null,
        cell: (row) => <RunsOut account={row} forecasts={forecasts} timeZone={timeZone} />,
      },
      agoColumn({
        id: 'createdAt',
        header: t('createdAt'),
        time: (row) => row.createdAt,
        width: 'w-24',
        skipOnPhone: true,
      }),
      {
        id: 'email',
        header: t('email'),
        value: (row) => row.email || null,
        cell: (row) => <Quiet text={row.email} />,
      },
      {
        id: 'description',
        header: t('description'),
        value: (row) => row.description || null,
        cell: (row) => <Quiet text={row.description} />,
      },
    ],
    [t, words, locale, slug, timeZone, forecasts],
  );
}

/** Percent with two decimals, as text, since files are no place for floats. */
function shareOf({ quota }: SubAccountOut): string | null {
  return quota ? (quota.shareBp / 100).toFixed(2) : null;
}

function QuotaCell({ account }: { account: SubAccountOut }) {
  const { quota } = account;
  if (!quota) return <Nothing />;
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
  return text ? <Clipped text={text} className="text-soft" /> : <Nothing />;
}
