'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { UserRoundCheck, UserRoundPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import type { CloudAccount } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { userListInput, userTable } from './tables.ts';
import { useImport } from './use-import.ts';

/** Users of the cloud without a quota, to be imported one by one or together. */
export function UnmanagedUsers({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const table = useTableState(userTable);
  const { run, pending } = useImport();
  const list = useQuery(
    trpc.iam.list.queryOptions(userListInput(account.id, table.state), {
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Section id="users" title={t('detail.users')} description={t('detail.usersBody')}>
      <DataTable
        table={table}
        label={t('detail.users')}
        columns={useColumns()}
        rows={list.data?.items}
        rowId={(user) => user.id}
        rowName={(user) => user.userName}
        searchPlaceholder={t('searchUsers')}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        bulkActions={(selected, clear) => (
          <Can permission="sub-account:create">
            <Button
              size="sm"
              variant="primary"
              pending={pending}
              onClick={async () => {
                await run(selected);
                clear();
              }}
            >
              <UserRoundPlus aria-hidden className="size-3.5" />
              {t('import.many', { count: selected.length })}
            </Button>
          </Can>
        )}
        rowActions={(user) => (
          <Can permission="sub-account:create">
            <Button size="sm" disabled={pending} onClick={() => void run([user])}>
              {t('import.one')}
            </Button>
          </Can>
        )}
        error={
          list.isError && !list.data ? (
            <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />
          ) : undefined
        }
        empty={
          <EmptyState
            icon={<UserRoundCheck />}
            title={t(account.syncedAt ? 'detail.usersEmpty' : 'detail.usersReading')}
          >
            {t('detail.usersEmptyBody')}
          </EmptyState>
        }
      />
    </Section>
  );
}

function useColumns(): Column<SubAccountOut>[] {
  const t = useTranslations('clouds');
  return useMemo(
    () => [
      {
        id: 'userName',
        header: t('userColumns.userName'),
        cell: (user) => (
          <span className="flex flex-wrap items-center gap-x-3">
            <span className="break-all font-medium">{user.userName}</span>
            {user.missingSince ? <StatusBadge status="missing" /> : null}
          </span>
        ),
      },
      {
        id: 'displayName',
        header: t('userColumns.displayName'),
        cell: (user) => <span className="text-soft">{user.displayName || '–'}</span>,
      },
      {
        id: 'email',
        header: t('userColumns.email'),
        cell: (user) => <span className="break-all text-soft">{user.email || '–'}</span>,
      },
      {
        id: 'createdAt',
        header: t('userColumns.createdAt'),
        width: 'w-32',
        align: 'end',
        cell: (user) => <Ago time={user.createdAt} className="text-soft" />,
      },
    ],
    [t],
  );
}
