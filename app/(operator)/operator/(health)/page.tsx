import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader } from 'nuqs/server';
import { rangeInAddress } from '#app/(operator)/operator/_components/health-range.ts';
import { HealthView } from '#app/(operator)/operator/_components/health-view.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

const load = createLoader({ range: rangeInAddress });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.overview');
  return { title: t('title') };
}

export default async function HealthPage({ searchParams }: PageProps<'/operator'>) {
  const [t, { range }] = await Promise.all([getTranslations('operator.overview'), load(searchParams)]);
  const [queries, trpc] = [queryClient(), trpcFor(null)];
  await Promise.all([
    queries.prefetchQuery(trpc.platform.health.queryOptions({})),
    queries.prefetchQuery(trpc.platform.healthHistory.queryOptions({ range })),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <HealthView />
      </Hydrated>
    </div>
  );
}
