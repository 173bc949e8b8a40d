'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { type TeamDialog, TeamDialogs } from '#app/(console)/[tenant]/teams/_components/team-dialogs.tsx';
import TeamLoading from '#app/(console)/[tenant]/teams/[teamId]/loading.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import type { TeamDetailOut } from '#server/teams/schema.ts';
import { TeamHeader } from './team-header.tsx';
import { TeamTabs } from './team-tabs.tsx';
import { TeamTotals } from './team-totals.tsx';

/** One team: where it stands, what it may spend and spends, and what and who belongs to it. */
export function TeamView({ teamId }: { teamId: string }) {
  const trpc = useTRPC();
  const team = useQuery(trpc.teams.get.queryOptions({ teamId }, { refetchInterval: 30_000 }));
  if (team.data) return <KnownTeam team={team.data} />;
  if (!team.isError) return <TeamLoading />;
  return <ProblemPanel error={team.error} onRetry={() => void team.refetch()} retrying={team.isRefetching} />;
}

function KnownTeam({ team }: { team: TeamDetailOut }) {
  const router = useRouter();
  const { slug } = useTenant();
  const [dialog, setDialog] = useState<TeamDialog | null>(null);
  const crumbs = useMemo(
    () => [
      ...team.path.map(({ id, name }) => ({ label: name, href: `/${slug}/teams/${id}` })),
      { label: team.name },
    ],
    [team.path, team.name, slug],
  );
  return (
    <div className="space-y-6">
      <PageChrome crumbs={crumbs} />
      <TeamHeader team={team} onDialog={setDialog} />
      <TeamTotals team={team} />
      <TeamTabs team={team} onDialog={setDialog} />
      <TeamDialogs
        dialog={dialog}
        onClose={() => setDialog(null)}
        onDeleted={() => router.push(`/${slug}/teams`)}
      />
    </div>
  );
}
