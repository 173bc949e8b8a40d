'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleDashed, ClockAlert, MailPlus, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { InvitationOut, SentInvitationOut } from '#server/members/schema.ts';
import { InvitationMenu } from './invitation-menu.tsx';
import { invitationFilters, invitationListInput, invitationTable, waitingStates } from './member-table.ts';
import { useRoleOptions } from './use-roles.ts';

const InvitationLink = lateComponent(() => import('./invitation-link.tsx').then((m) => m.InvitationLink));

/** Who was asked and has not come yet. */
export function InvitationsView() {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableState(invitationTable);
  const list = useQuery({
    ...trpc.members.invitations.queryOptions(invitationListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const { resend, resending, sent, closeSent, revoke } = useInvitationActions();
  const [revoking, setRevoking] = useState<InvitationOut | null>(null);
  const email = revoking?.email ?? '';
  return (
    <>
      <ListTable
        {...useFrame()}
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.members.invitations.query({ ...invitationFilters(table.state), ...at }, { signal })
        }
        rowActions={(invitation) => (
          <InvitationMenu
            invitation={invitation}
            resending={resending === invitation.id}
            onResend={() => resend(invitation)}
            onRevoke={() => setRevoking(invitation)}
          />
        )}
        empty={
          <EmptyState icon={<MailPlus />} title={t('invitations.empty.title')}>
            {t('invitations.empty.body')}
          </EmptyState>
        }
      />
      <AlertDialog open={revoking !== null} onOpenChange={(open) => !open && setRevoking(null)}>
        <AlertDialogContent
          title={t('invitations.revokeTitle', { email })}
          description={t('invitations.revokeBody', { email })}
          action={t('invitations.revokeAction')}
          danger
          onAction={() => revoking && revoke(revoking)}
        />
      </AlertDialog>
      <Dialog open={sent !== null} onOpenChange={(open) => !open && closeSent()}>
        {sent ? (
          <InvitationLink
            sent={sent}
            title={t('invite.resentTitle', { email: sent.email })}
            description={t('invite.resentBody')}
          />
        ) : null}
      </Dialog>
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function InvitationsWaiting() {
  return (
    <ListTable {...useFrame()} table={useTableState(invitationTable)} rowActions={() => null} empty={null} />
  );
}

function useFrame() {
  const t = useTranslations('members');
  const roleOptions = useRoleOptions();
  return {
    label: t('tabs.invitations'),
    columns: useInvitationColumns(),
    rowId: (invitation: InvitationOut) => invitation.id,
    rowName: (invitation: InvitationOut) => invitation.email,
    searchPlaceholder: t('invitations.search'),
    filters: [
      {
        id: 'state',
        label: t('invitations.columns.state'),
        icon: <CircleDashed />,
        options: waitingStates.map((value) => ({ value, label: t(`invitations.states.${value}`) })),
      },
      {
        id: 'role',
        label: t('filterRole'),
        icon: <ShieldCheck />,
        options: roleOptions,
      },
    ],
  };
}

function useInvitationActions() {
  const t = useTranslations('members.invitations');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const onSettled = () => queries.invalidateQueries(trpc.members.pathFilter());
  const [sent, setSent] = useState<SentInvitationOut | null>(null);
  const again = useMutation(
    trpc.members.resendInvitation.mutationOptions({ onSuccess: setSent, onError, onSettled }),
  );
  const withdraw = useMutation(
    trpc.members.revokeInvitation.mutationOptions({
      onSuccess: ({ email }) => toast.success(t('revoked', { email })),
      onError,
      onSettled,
    }),
  );
  return {
    sent,
    closeSent: () => setSent(null),
    resend: ({ id }: InvitationOut) => again.mutate({ invitationId: id }),
    resending: again.isPending ? again.variables.invitationId : undefined,
    revoke: ({ id }: InvitationOut) => withdraw.mutate({ invitationId: id }),
  };
}

function useInvitationColumns(): Column<InvitationOut>[] {
  const t = useTranslations('members');
  return [
    {
      id: 'email',
      header: t('invitations.columns.email'),
      parts: [
        { id: 'id', header: t('columns.id'), value: (invitation) => invitation.id },
        { id: 'email', header: t('invitations.columns.email'), value: (invitation) => invitation.email },
        { id: 'state', header: t('invitations.columns.state'), value: (invitation) => invitation.state },
      ],
      cell: (invitation) => (
        <Clipped text={invitation.email} className="max-w-96 font-medium text-ink max-sm:break-all" />
      ),
    },
    {
      id: 'role',
      header: t('invitations.columns.role'),
      width: 'w-40',
      value: (invitation) => invitation.roleName,
      cell: (invitation) => <Clipped text={invitation.roleName} className="max-w-40" />,
    },
    {
      id: 'invitedBy',
      header: t('invitations.columns.invitedBy'),
      width: 'w-44',
      value: (invitation) => invitation.invitedBy,
      cell: (invitation) =>
        invitation.invitedBy ? (
          <Clipped text={invitation.invitedBy} className="max-w-44" />
        ) : (
          <span className="text-faint">{t('invitations.somebody')}</span>
        ),
    },
    agoColumn({
      id: 'createdAt',
      header: t('invitations.columns.sent'),
      time: (invitation) => invitation.createdAt,
    }),
    {
      id: 'expiresAt',
      header: t('invitations.columns.state'),
      width: 'w-48',
      value: (invitation) => invitation.expiresAt,
      cell: (invitation) => <InvitationState invitation={invitation} />,
    },
  ];
}

function InvitationState({ invitation }: { invitation: InvitationOut }) {
  const t = useTranslations('members.invitations');
  const expired = invitation.state === 'expired';
  const Icon = expired ? ClockAlert : CircleDashed;
  return (
    <span
      className={`inline-flex items-center gap-1.5 align-middle ${expired ? 'text-warning' : 'text-soft'}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span>{t.rich(expired ? 'expired' : 'open', { time: () => <Ago time={invitation.expiresAt} /> })}</span>
    </span>
  );
}
