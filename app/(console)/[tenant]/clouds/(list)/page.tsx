import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listState } from '#app/(console)/[tenant]/_components/list/list-state.ts';
import { cloudsInput, cloudTable } from '#app/(console)/[tenant]/clouds/_components/cloud-table.ts';
import { CloudsView } from '#app/(console)/[tenant]/clouds/_components/clouds-view.tsx';
import { ConnectLink } from '#app/(console)/[tenant]/clouds/_components/connect-link.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('clouds');
  return { title: t('title') };
}

export default async function CloudsPage({ params, searchParams }: PageProps<'/[tenant]/clouds'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('clouds')]);
  const input = cloudsInput(await listState(tenant, 'clouds', cloudTable, search));
  await queryClient().prefetchQuery(trpcFor(tenant).clouds.list.queryOptions(input));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<ConnectLink />} />
      <Hydrated>
        <CloudsView />
      </Hydrated>
    </div>
  );
}
