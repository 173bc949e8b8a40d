'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { UserRoundCheck, UserRoundPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import type { CloudAccount } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { userFilters, userListInput, userTable } from './tables.ts';
import { useImport } from './use-import.ts';

/** Users of the cloud without a quota, to be imported one by one or together. */
export function UnmanagedUsers({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableState(userTable);
  const { run, pending } = useImport();
  const list = useQuery(
    trpc.iam.list.queryOptions(userListInput(account.id, table.state), {
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Section id="users" title={t('detail.users')} description={t('detail.usersBody')}>
      <ListTable
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.iam.list.query({ ...userFilters(account.id, table.state), ...at }, { signal })
        }
        label={t('detail.users')}
        columns={useColumns()}
        rowId={(user) => user.id}
        rowName={(user) => user.userName}
        searchPlaceholder={t('searchUsers')}
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
        value: (user) => user.userName,
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
        value: (user) => user.displayName || null,
        cell: (user) =>
          user.displayName ? <Clipped text={user.displayName} className="text-soft" /> : <Nothing />,
      },
      {
        id: 'email',
        header: t('userColumns.email'),
        value: (user) => user.email || null,
        cell: (user) => (user.email ? <Clipped text={user.email} className="text-soft" /> : <Nothing />),
      },
      agoColumn({ id: 'createdAt', header: t('userColumns.createdAt'), time: (user) => user.createdAt }),
    ],
    [t],
  );
}
