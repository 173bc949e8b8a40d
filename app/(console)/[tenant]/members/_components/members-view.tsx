'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ShieldCheck, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { roles } from '#lib/permissions.ts';
import type { MemberOut } from '#server/members/schema.ts';
import { ChangeRoleDialog } from './change-role-dialog.tsx';
import { LeaveTenant } from './leave-tenant.tsx';
import { useMemberColumns } from './member-columns.tsx';
import { MemberMenu } from './member-menu.tsx';
import { memberListInput, memberTable } from './member-table.ts';
import type { Membership } from './own-membership.ts';
import { RemoveMember } from './remove-member.tsx';

type Doing = { what: 'role' | 'remove'; member: MemberOut } | { what: 'leave' } | null;

/** Everybody in the tenant. */
export function MembersView({ me }: { me: Membership }) {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const table = oneValueEach(useTableState(memberTable));
  const list = useQuery({
    ...trpc.members.list.queryOptions(memberListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const [doing, setDoing] = useState<Doing>(null);
  const columns = useMemberColumns(me.memberId);
  const close = () => setDoing(null);
  return (
    <>
      <DataTable
        table={table}
        label={t('title')}
        columns={columns}
        rows={list.data?.items}
        rowId={idOf}
        rowName={(member) => member.name}
        searchPlaceholder={t('search')}
        filters={[
          {
            id: 'role',
            label: t('filterRole'),
            icon: <ShieldCheck />,
            options: roles.map((value) => ({ value, label: t(`roles.${value}`) })),
          },
        ]}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        rowActions={(member) => (
          <MemberMenu
            member={member}
            me={me}
            onChangeRole={() => setDoing({ what: 'role', member })}
            onRemove={() => setDoing({ what: 'remove', member })}
            onLeave={() => setDoing({ what: 'leave' })}
          />
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
      {doing?.what === 'role' ? <ChangeRoleDialog member={doing.member} me={me} onClose={close} /> : null}
      {doing?.what === 'remove' ? <RemoveMember member={doing.member} onClose={close} /> : null}
      {doing?.what === 'leave' ? <LeaveTenant onClose={close} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing, so that the page's own answer comes first. */
export function MembersWaiting() {
  const t = useTranslations('members');
  return (
    <DataTable
      table={useTableState(memberTable)}
      label={t('title')}
      columns={useMemberColumns('')}
      rows={undefined}
      rowId={idOf}
      rowName={idOf}
      empty={null}
      keyboard={false}
    />
  );
}

const idOf = (member: MemberOut) => member.id;
