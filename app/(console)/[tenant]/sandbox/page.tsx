import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cloudListInput } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { SandboxView } from './_components/sandbox-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sandbox');
  return { title: t('title') };
}

export default async function SandboxPage({ params, searchParams }: PageProps<'/[tenant]/sandbox'>) {
  const [{ tenant }, { cloud }, t] = await Promise.all([params, searchParams, getTranslations('sandbox')]);
  await queryClient().prefetchQuery(trpcFor(tenant).clouds.list.queryOptions(cloudListInput));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <SandboxView wanted={typeof cloud === 'string' ? cloud : null} />
      </Hydrated>
    </div>
  );
}
