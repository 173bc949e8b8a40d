'use client';
import { Gauge } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { cardTable } from '#app/(console)/[tenant]/sub-accounts/_components/card-table.ts';
import { SpentOf } from '#app/(console)/[tenant]/sub-accounts/_components/spent-of.tsx';
import { usePages } from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/_components/use-pages.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { TeamDetailOut } from '#server/teams/schema.ts';
import { PagedCard } from './paged-card.tsx';

const PAGE = 50;

/** The sub-accounts of the team and of those below it, with their quotas. */
export function TeamAccounts({ team }: { team: TeamDetailOut }) {
  const t = useTranslations('teams.page');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  const input = { teamId: team.id, limit: PAGE, ...(words ? { search: words } : {}) };
  const pages = usePages({
    queryKey: trpc.teams.subAccounts.queryKey(input),
    fetchPage: (cursor) => client.teams.subAccounts.query({ ...input, ...cursor }),
    refetchInterval: 30_000,
  });
  return (
    <PagedCard
      pages={pages}
      search={{ value: search, onChange: setSearch, label: t('searchSubAccounts') }}
      actions={<ChooseLink />}
      empty={
        <EmptyState icon={<Gauge />} title={t('noSubAccounts')} action={<ChooseLink />}>
          {t('noSubAccountsBody')}
        </EmptyState>
      }
    >
      <Table aria-label={t('tabs.subAccounts')} className={cardTable}>
        <TableHead>
          <TableRow>
            <TableHeader>{t('columns.account')}</TableHeader>
            <TableHeader>{t('columns.team')}</TableHeader>
            <TableHeader>{t('columns.cloud')}</TableHeader>
            <TableHeader>{t('columns.status')}</TableHeader>
            <TableHeader align="end">{t('columns.quota')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {pages.items?.map((account) => (
            <AccountRow key={account.id} account={account} teamId={team.id} />
          ))}
        </TableBody>
      </Table>
    </PagedCard>
  );
}

/** To the list of those that belong to no team yet, where any number of them can be moved at once. */
function ChooseLink() {
  const t = useTranslations('teams.page');
  const { slug } = useTenant();
  const may = useCan('sub-account:read', 'sub-account:update');
  if (!may) return null;
  return (
    <Button asChild>
      <Link href={`/${slug}/sub-accounts?team=none`}>{t('chooseSubAccounts')}</Link>
    </Button>
  );
}

function AccountRow({ account, teamId }: { account: SubAccountOut; teamId: string }) {
  const t = useTranslations('teams.page.columns');
  const none = useTranslations('teams')('noQuota');
  const { slug } = useTenant();
  const linked = useCan('sub-account:read');
  const { id, userName, displayName, quota, team } = account;
  return (
    <TableRow>
      <TableCell className="max-w-60">
        <span className="block min-w-0 truncate">
          {linked ? (
            <Link href={`/${slug}/sub-accounts/${id}`} className="rounded-sm font-medium hover:underline">
              {userName}
            </Link>
          ) : (
            <span className="font-medium">{userName}</span>
          )}
          {displayName ? <span className="ml-2 text-faint text-xs">{displayName}</span> : null}
        </span>
      </TableCell>
      <TableCell className="max-w-48" data-label={t('team')}>
        {team && team.id !== teamId ? (
          <Link
            href={`/${slug}/teams/${team.id}`}
            className="block truncate rounded-sm text-soft hover:text-ink hover:underline"
          >
            {team.name}
          </Link>
        ) : (
          <span className="block truncate text-faint">{team?.name}</span>
        )}
      </TableCell>
      <TableCell className="text-soft" data-label={t('cloud')}>
        {account.cloudAccount.name}
      </TableCell>
      <TableCell data-label={t('status')}>
        <StatusBadge status={account.status} />
      </TableCell>
      <TableCell align="end" data-label={t('quota')}>
        {quota ? (
          <span className="inline-flex items-center gap-3 max-sm:flex-wrap max-sm:justify-end max-sm:gap-y-1">
            <SpentOf quota={quota} />
            <QuotaBar
              spent={quota.spent}
              limit={quota.granted}
              currency={quota.currency}
              steps={account.alertSteps}
              className="w-32 shrink-0"
            />
          </span>
        ) : (
          <span className="text-faint">{none}</span>
        )}
      </TableCell>
    </TableRow>
  );
}
