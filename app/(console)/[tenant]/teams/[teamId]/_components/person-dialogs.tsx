'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefreshTeams } from '#app/(console)/[tenant]/teams/_components/use-teams.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { TeamDetailOut, TeamMemberOut } from '#server/teams/schema.ts';
import { useLead } from './use-people.ts';

type PersonDialogProps = { team: TeamDetailOut; person: TeamMemberOut; onClose: () => void };

/** Says what a lead sees and does before somebody becomes one. */
export function LeadDialog({ team, person, onClose }: PersonDialogProps) {
  const t = useTranslations('teams.people');
  const { setLead, pending } = useLead(team);
  return (
    <Asking
      title={t('leadTitle', { name: person.name, team: team.name })}
      body={t('leadBody', { team: team.name })}
      onClose={onClose}
      action={
        <Button variant="primary" pending={pending} onClick={() => void setLead(person, true).then(onClose)}>
          {t('makeLead')}
        </Button>
      }
    />
  );
}

/** Says that leaving a team is not leaving the tenant. */
export function RemoveDialog({ team, person, onClose }: PersonDialogProps) {
  const t = useTranslations('teams.people');
  const refresh = useRefreshTeams();
  const { memberId, name, lead } = person;
  const remove = useMutation(
    useTRPC().teams.removeMember.mutationOptions({
      onSuccess: async () => {
        toast.success(t('removed', { name, team: team.name }));
        onClose();
        await refresh();
      },
    }),
  );
  return (
    <Asking
      title={t('removeTitle', { name, team: team.name })}
      body={t(lead ? 'removeLeadBody' : 'removeBody')}
      onClose={onClose}
      action={
        <Button
          variant="danger"
          pending={remove.isPending}
          onClick={() => remove.mutate({ teamId: team.id, memberId })}
        >
          {t('remove')}
        </Button>
      }
    >
      {remove.isError ? <ProblemPanel error={remove.error} /> : null}
    </Asking>
  );
}

type AskingProps = {
  title: string;
  body: string;
  action: ReactNode;
  onClose: () => void;
  children?: ReactNode;
};

function Asking({ title, body, action, onClose, children }: AskingProps) {
  const cancel = useTranslations('common.actions')('cancel');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description={body}
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            {action}
          </>
        }
      >
        {children}
      </DialogContent>
    </Dialog>
  );
}
