import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewTeamLink } from '#app/(console)/[tenant]/teams/_components/new-team-link.tsx';
import { TeamsView } from '#app/(console)/[tenant]/teams/_components/teams-view.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('teams');
  return { title: t('title') };
}

export default async function TeamsPage({ params }: PageProps<'/[tenant]/teams'>) {
  const { tenant } = await params;
  const [t] = await Promise.all([
    getTranslations('teams'),
    queryClient().prefetchQuery(trpcFor(tenant).teams.list.queryOptions()),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<NewTeamLink />} />
      <Hydrated>
        <TeamsView />
      </Hydrated>
    </div>
  );
}
