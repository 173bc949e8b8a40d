'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleDashed, ClockAlert, MailPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { InvitationOut, SentInvitationOut } from '#server/members/schema.ts';
import { InvitationLink } from './invitation-link.tsx';
import { InvitationMenu } from './invitation-menu.tsx';
import { invitationListInput, invitationTable } from './member-table.ts';

/** Who was asked and has not come yet. */
export function InvitationsView() {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const table = useTableState(invitationTable);
  const list = useQuery({
    ...trpc.members.invitations.queryOptions(invitationListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const columns = useInvitationColumns();
  const { resend, resending, sent, closeSent, revoke } = useInvitationActions();
  const [revoking, setRevoking] = useState<InvitationOut | null>(null);
  const email = revoking?.email ?? '';
  return (
    <>
      <DataTable
        table={table}
        label={t('tabs.invitations')}
        columns={columns}
        rows={list.data?.items}
        rowId={idOf}
        rowName={(invitation) => invitation.email}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        rowActions={(invitation) => (
          <InvitationMenu
            invitation={invitation}
            resending={resending === invitation.id}
            onResend={() => resend(invitation)}
            onRevoke={() => setRevoking(invitation)}
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
  const t = useTranslations('members.tabs');
  return (
    <DataTable
      table={useTableState(invitationTable)}
      label={t('invitations')}
      columns={useInvitationColumns()}
      rows={undefined}
      rowId={idOf}
      rowName={idOf}
      empty={null}
      keyboard={false}
    />
  );
}

const idOf = (invitation: InvitationOut) => invitation.id;

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
      cell: (invitation) => <span className="break-all font-medium text-ink">{invitation.email}</span>,
    },
    {
      id: 'role',
      header: t('invitations.columns.role'),
      width: 'w-32',
      cell: (invitation) => t(`roles.${invitation.role}`),
    },
    {
      id: 'invitedBy',
      header: t('invitations.columns.invitedBy'),
      width: 'w-44',
      cell: (invitation) =>
        invitation.invitedBy ?? <span className="text-faint">{t('invitations.somebody')}</span>,
    },
    {
      id: 'sent',
      header: t('invitations.columns.sent'),
      width: 'w-32',
      cell: (invitation) => <Ago time={invitation.createdAt} className="text-soft" />,
    },
    {
      id: 'state',
      header: t('invitations.columns.state'),
      width: 'w-48',
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
