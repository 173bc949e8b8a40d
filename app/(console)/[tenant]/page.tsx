import { BookOpen } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Button } from '#components/ui/button.tsx';
import { cloudList, lastAlerts, quotaTop, watched } from './_overview/inputs.ts';
import { OverviewView } from './_overview/overview-view.tsx';
import { OverviewWaiting } from './_overview/overview-waiting.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview');
  return { title: t('title') };
}

export default async function OverviewPage({ params }: PageProps<'/[tenant]'>) {
  const [{ tenant }, t, guide] = await Promise.all([
    params,
    getTranslations('overview'),
    getTranslations('guide.card'),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Button asChild variant="ghost">
            <Link href={`/${tenant}/guide`}>
              <BookOpen aria-hidden />
              {guide('open')}
            </Link>
          </Button>
        }
      />
      <Suspense fallback={<OverviewWaiting />}>
        <Overview tenant={tenant} />
      </Suspense>
    </div>
  );
}

/** The figures are read on the server; a loading file here would also stand in for every page below. */
async function Overview({ tenant }: { tenant: string }) {
  const trpc = trpcFor(tenant);
  const client = queryClient();
  // What a person may not read stays out of the cache and out of the page.
  await Promise.all([
    client.prefetchQuery(trpc.clouds.list.queryOptions(cloudList)),
    client.prefetchQuery(trpc.quotas.overview.queryOptions(quotaTop)),
    client.prefetchQuery(trpc.spending.summary.queryOptions({})),
    client.prefetchQuery(trpc.alerts.counts.queryOptions()),
    client.prefetchQuery(trpc.alerts.list.queryOptions(lastAlerts)),
    client.prefetchQuery(trpc.guide.get.queryOptions()),
    ...Object.values(watched).map((input) => client.prefetchQuery(trpc.iam.list.queryOptions(input))),
  ]);
  return (
    <Hydrated>
      <OverviewView />
    </Hydrated>
  );
}
