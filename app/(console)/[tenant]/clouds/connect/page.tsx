import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cloudListInput } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { ConnectWizard } from './_components/connect-wizard.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('clouds.connect');
  return { title: t('title') };
}

export default async function ConnectPage({ params }: PageProps<'/[tenant]/clouds/connect'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('clouds.connect')]);
  const trpc = trpcFor(tenant);
  await Promise.all([
    queryClient().prefetchQuery(trpc.clouds.providers.queryOptions()),
    queryClient().prefetchQuery(trpc.clouds.list.queryOptions(cloudListInput)),
  ]);
  return (
    <div className="mx-auto max-w-170 space-y-6">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <ConnectWizard />
      </Hydrated>
    </div>
  );
}
