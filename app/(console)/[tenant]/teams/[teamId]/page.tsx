import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { callerFor, Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { idOf } from '#lib/ids.ts';
import { TeamView } from './_components/team-view.tsx';

export async function generateMetadata({ params }: PageProps<'/[tenant]/teams/[teamId]'>): Promise<Metadata> {
  const { tenant, teamId } = await params;
  const t = await getTranslations('teams');
  const team = await find(tenant, teamId);
  return { title: team ? `${team.name} · ${t('title')}` : t('title') };
}

export default async function TeamPage({ params }: PageProps<'/[tenant]/teams/[teamId]'>) {
  const { tenant, teamId } = await params;
  const team = await find(tenant, teamId);
  if (!team) notFound();
  const { teams } = trpcFor(tenant);
  const queries = queryClient();
  queries.setQueryData(teams.get.queryKey({ teamId }), team);
  await queries.prefetchQuery(teams.list.queryOptions());
  return (
    <Hydrated>
      <TeamView teamId={teamId} />
    </Hydrated>
  );
}

/** The team, or null where there is none of that id for whoever asks; asked once for the page and its title. */
const find = cache(async (tenant: string, teamId: string) => {
  if (!idOf('team').safeParse(teamId).success) return null;
  const caller = await callerFor(tenant);
  try {
    return await caller.teams.get({ teamId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
});
