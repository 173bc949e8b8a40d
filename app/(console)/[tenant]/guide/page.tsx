import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { GuideView } from './_components/guide-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('guide');
  return { title: t('title') };
}

export default async function GuidePage({ params }: PageProps<'/[tenant]/guide'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('guide')]);
  await queryClient().prefetchQuery(trpcFor(tenant).guide.get.queryOptions());
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <GuideView />
      </Hydrated>
    </div>
  );
}
