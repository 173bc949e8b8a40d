'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CalendarDays, ShieldCheck, UserRoundX, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import type { MemberOut } from '#server/members/schema.ts';
import { useMemberColumns } from './member-columns.tsx';
import { MemberMenu } from './member-menu.tsx';
import { memberFilters, memberListInput, memberTable } from './member-table.ts';
import type { Membership } from './own-membership.ts';
import { useRoleOptions } from './use-roles.ts';

const ExplainMember = lateComponent(() =>
  import('#app/(console)/[tenant]/roles/_components/explain-panel.tsx').then((m) => m.ExplainMember),
);
const BulkMembers = lateComponent(() => import('./bulk-members.tsx').then((m) => m.BulkMembers));
const ChangeRoleDialog = lateComponent(() =>
  import('./change-role-dialog.tsx').then((m) => m.ChangeRoleDialog),
);
const LeaveTenant = lateComponent(() => import('./leave-tenant.tsx').then((m) => m.LeaveTenant));
const RemoveMember = lateComponent(() => import('./remove-member.tsx').then((m) => m.RemoveMember));

type Doing = { what: 'role' | 'remove' | 'explain' | 'leave'; member: MemberOut } | null;

/** Everybody in the tenant. */
export function MembersView({ me }: { me: Membership }) {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { timeZone } = useTenant();
  const table = useTableState(memberTable);
  const list = useQuery({
    ...trpc.members.list.queryOptions(memberListInput(table.state, timeZone)),
    placeholderData: keepPreviousData,
  });
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => setDoing(null);
  return (
    <>
      <ListTable
        {...useFrame(me.memberId)}
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.members.list.query({ ...memberFilters(table.state, timeZone), ...at }, { signal })
        }
        bulkActions={(members, clear) => <BulkMembers members={members} me={me} onDone={clear} />}
        rowActions={(member) => (
          <MemberMenu
            member={member}
            me={me}
            onChangeRole={() => setDoing({ what: 'role', member })}
            onExplain={() => setDoing({ what: 'explain', member })}
            onRemove={() => setDoing({ what: 'remove', member })}
            onLeave={() => setDoing({ what: 'leave', member })}
          />
        )}
        empty={
          <EmptyState icon={<Users />} title={t('empty.title')}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      {doing?.what === 'role' ? <ChangeRoleDialog member={doing.member} me={me} onClose={close} /> : null}
      {doing?.what === 'explain' ? (
        <ExplainMember memberId={doing.member.id} name={doing.member.name} onClose={close} />
      ) : null}
      {doing?.what === 'remove' ? <RemoveMember member={doing.member} onClose={close} /> : null}
      {doing?.what === 'leave' ? <LeaveTenant member={doing.member} onClose={close} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing, so that the page's own answer comes first. */
export function MembersWaiting() {
  return (
    <ListTable
      {...useFrame('')}
      table={useTableState(memberTable)}
      bulkActions={nothing}
      rowActions={nothing}
      empty={null}
    />
  );
}

const nothing = () => null;

function useFrame(ownId: string) {
  const t = useTranslations('members');
  const roleOptions = useRoleOptions();
  return {
    label: t('title'),
    columns: useMemberColumns(ownId),
    rowId: (member: MemberOut) => member.id,
    rowName: (member: MemberOut) => member.name,
    searchPlaceholder: t('search'),
    filters: [
      {
        id: 'role',
        label: t('filterRole'),
        icon: <ShieldCheck />,
        options: roleOptions,
      },
      { id: 'disabled', label: t('disabled'), icon: <UserRoundX /> },
      { id: 'joined', label: t('columns.joined'), icon: <CalendarDays /> },
    ],
  };
}
