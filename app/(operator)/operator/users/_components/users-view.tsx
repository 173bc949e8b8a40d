'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { DisableUser, EnableUser } from './disable-user.tsx';
import { useUserColumns } from './user-columns.tsx';
import { UserDetails } from './user-details.tsx';
import { type Person, userListInput, userTable } from './user-table.ts';

/** Everybody on the installation. */
export function UsersView({ ownId }: { ownId: string }) {
  const t = useTranslations('operator.users');
  const trpc = useTRPC();
  const table = useTableState(userTable);
  const list = useQuery({
    ...trpc.platform.users.queryOptions(userListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const [changing, setChanging] = useState<Person | null>(null);
  const columns = useUserColumns(ownId);
  const close = () => setChanging(null);
  return (
    <>
      <DataTable
        table={table}
        label={t('title')}
        columns={columns}
        rows={list.data?.items}
        rowId={idOf}
        rowName={(person) => person.name}
        searchPlaceholder={t('search')}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        peek={(person) => <UserDetails person={person} />}
        rowActions={(person) => (
          <ChangeButton person={person} own={person.id === ownId} onChange={() => setChanging(person)} />
        )}
        error={
          list.isError && !list.data ? (
            <ProblemPanel
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isRefetching}
            />
          ) : undefined
        }
        empty={
          <EmptyState icon={<Users />} title={t('empty.title')}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      {changing && !changing.disabledAt ? <DisableUser person={changing} onClose={close} /> : null}
      {changing?.disabledAt ? <EnableUser person={changing} onClose={close} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function UsersWaiting() {
  const t = useTranslations('operator.users');
  return (
    <DataTable
      table={useTableState(userTable)}
      label={t('title')}
      columns={useUserColumns('')}
      rows={undefined}
      rowId={idOf}
      rowName={idOf}
      searchPlaceholder={t('search')}
      empty={null}
      keyboard={false}
    />
  );
}

const idOf = (person: Person) => person.id;

type ChangeButtonProps = { person: Person; own: boolean; onChange: () => void };

function ChangeButton({ person, own, onChange }: ChangeButtonProps) {
  const t = useTranslations('operator.users');
  const label = t(person.disabledAt ? 'enable.action' : 'disable.action');
  const title = t(person.disabledAt ? 'enable.title' : 'disable.title', { name: person.name });
  return (
    <Can permission="platform:users">
      <Button
        size="sm"
        disabled={own}
        title={own ? t('self') : undefined}
        aria-label={own ? `${label}: ${t('self')}` : title}
        onClick={onChange}
      >
        {label}
      </Button>
    </Can>
  );
}
