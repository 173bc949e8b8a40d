import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { cloudListInput } from './_components/cloud-list.ts';
import { CloudsView } from './_components/clouds-view.tsx';
import { ConnectLink } from './_components/connect-link.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('clouds');
  return { title: t('title') };
}

export default async function CloudsPage({ params }: PageProps<'/[tenant]/clouds'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('clouds')]);
  await queryClient().prefetchQuery(trpcFor(tenant).clouds.list.queryOptions(cloudListInput));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<ConnectLink />} />
      <Hydrated>
        <CloudsView />
      </Hydrated>
    </div>
  );
}
