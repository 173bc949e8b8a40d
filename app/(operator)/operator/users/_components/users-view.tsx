'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleDot, ShieldHalf, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { personStates } from '#lib/choices.ts';
import { useUserColumns } from './user-columns.tsx';
import { UserMenu } from './user-menu.tsx';
import { type Person, userFilters, userListInput, userTable } from './user-table.ts';

const UserDetails = lateComponent(() => import('./user-details.tsx').then((m) => m.UserDetails));
const DisableUser = lateComponent(() => import('./disable-user.tsx').then((m) => m.DisableUser));
const EnableUser = lateComponent(() => import('./disable-user.tsx').then((m) => m.EnableUser));
const TakeFactor = lateComponent(() => import('./take-factor.tsx').then((m) => m.TakeFactor));

/** Everybody on the installation. */
export function UsersView({ ownId }: { ownId: string }) {
  const t = useTranslations('operator.users');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableState(userTable);
  const list = useQuery({
    ...trpc.platform.users.queryOptions(userListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const [changing, setChanging] = useState<Person | null>(null);
  const [losing, setLosing] = useState<Person | null>(null);
  const close = () => setChanging(null);
  return (
    <>
      <ListTable
        {...useFrame(ownId)}
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.platform.users.query({ ...userFilters(table.state), ...at }, { signal })
        }
        peek={(person) => <UserDetails person={person} />}
        rowActions={(person) => (
          <UserMenu
            person={person}
            own={person.id === ownId}
            onDetails={() => table.setPeek(person.id)}
            onChange={() => setChanging(person)}
            onTakeFactor={() => setLosing(person)}
          />
        )}
        empty={
          <EmptyState icon={<Users />} title={t('empty.title')}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      {changing && !changing.disabledAt ? <DisableUser person={changing} onClose={close} /> : null}
      {changing?.disabledAt ? <EnableUser person={changing} onClose={close} /> : null}
      {losing ? <TakeFactor person={losing} onClose={() => setLosing(null)} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function UsersWaiting() {
  return (
    <ListTable {...useFrame('')} table={useTableState(userTable)} rowActions={() => null} empty={null} />
  );
}

function useFrame(ownId: string) {
  const t = useTranslations('operator.users');
  return {
    label: t('title'),
    columns: useUserColumns(ownId),
    rowId: (person: Person) => person.id,
    rowName: (person: Person) => person.name,
    searchPlaceholder: t('search'),
    filters: [
      {
        id: 'state',
        label: t('columns.state'),
        icon: <CircleDot />,
        quick: true,
        options: personStates.map((value) => ({ value, label: t(value) })),
      },
      { id: 'operator', label: t('operator'), icon: <ShieldHalf /> },
    ],
  };
}
