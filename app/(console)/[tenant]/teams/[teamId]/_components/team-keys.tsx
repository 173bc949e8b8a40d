'use client';
import { KeyRound } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { KeyState } from '#app/(console)/[tenant]/keys/_components/key-state.tsx';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { cardTable } from '#app/(console)/[tenant]/sub-accounts/_components/card-table.ts';
import { usePages } from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/_components/use-pages.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { formatCount } from '#lib/i18n/format.ts';
import type { TeamDetailOut } from '#server/teams/schema.ts';
import { PagedCard } from './paged-card.tsx';

const PAGE = 50;

/** The API keys of the team and of those below it; none of them shows its secret. */
export function TeamKeys({ team }: { team: TeamDetailOut }) {
  const t = useTranslations('teams.page');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  const input = { teamId: team.id, limit: PAGE, ...(words ? { search: words } : {}) };
  const pages = usePages({
    queryKey: trpc.teams.keys.queryKey(input),
    fetchPage: (cursor) => client.teams.keys.query({ ...input, ...cursor }),
  });
  return (
    <PagedCard
      pages={pages}
      search={{ value: search, onChange: setSearch, label: t('searchKeys') }}
      empty={
        <EmptyState icon={<KeyRound />} title={t('noKeys')}>
          {t('noKeysBody')}
        </EmptyState>
      }
    >
      <Table aria-label={t('tabs.keys')} className={cardTable}>
        <TableHead>
          <TableRow>
            <TableHeader>{t('columns.key')}</TableHeader>
            <TableHeader>{t('columns.team')}</TableHeader>
            <TableHeader>{t('columns.state')}</TableHeader>
            <TableHeader align="end">{t('columns.month')}</TableHeader>
            <TableHeader align="end">{t('columns.lastUsed')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {pages.items?.map((key) => (
            <KeyRow key={key.id} apiKey={key} teamId={team.id} />
          ))}
        </TableBody>
      </Table>
    </PagedCard>
  );
}

function KeyRow({ apiKey, teamId }: { apiKey: ApiKey; teamId: string }) {
  const t = useTranslations('teams.page.columns');
  const locale = useLocale();
  const { slug } = useTenant();
  const linked = useCan('key:read');
  const { id, name, hint, team, state, thisMonth, lastUsedAt } = apiKey;
  return (
    <TableRow>
      <TableCell className="max-w-72">
        <span className="block min-w-0 truncate">
          {linked ? (
            <Link href={`/${slug}/keys/${id}`} className="rounded-sm font-medium hover:underline">
              {name}
            </Link>
          ) : (
            <span className="font-medium">{name}</span>
          )}
          <code className="ml-2 font-mono text-faint text-xs">{hint}</code>
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
      <TableCell data-label={t('state')}>
        <KeyState state={state} />
      </TableCell>
      <TableCell align="end" className="text-soft" data-label={t('month')}>
        {formatCount(locale, thisMonth)}
      </TableCell>
      <TableCell align="end" className="text-soft" data-label={t('lastUsed')}>
        <Moment time={lastUsedAt} />
      </TableCell>
    </TableRow>
  );
}
