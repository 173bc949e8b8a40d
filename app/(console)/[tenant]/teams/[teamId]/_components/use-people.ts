'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefreshTeams } from '#app/(console)/[tenant]/teams/_components/use-teams.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { TeamDetailOut, TeamMemberOut } from '#server/teams/schema.ts';

/** Makes a member lead the team, or no longer. */
export function useLead(team: TeamDetailOut) {
  const t = useTranslations('teams.people');
  const refresh = useRefreshTeams();
  const tell = useToastProblem();
  const change = useMutation(useTRPC().teams.setLead.mutationOptions());
  const setLead = async ({ memberId, name }: TeamMemberOut, lead: boolean) => {
    try {
      await change.mutateAsync({ teamId: team.id, memberId, lead });
      toast.success(t(lead ? 'madeLead' : 'endedLead', { name, team: team.name }));
    } catch (error) {
      tell(error);
    }
    await refresh();
  };
  return { setLead, pending: change.isPending };
}
