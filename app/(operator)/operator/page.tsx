import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { HealthView } from './_components/health-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.overview');
  return { title: t('title') };
}

export default async function HealthPage() {
  const t = await getTranslations('operator.overview');
  await queryClient().prefetchQuery(trpcFor(null).platform.health.queryOptions({}));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <HealthView />
      </Hydrated>
    </div>
  );
}
