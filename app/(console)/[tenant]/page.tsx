import { BookOpen } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Hydrated } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Button } from '#components/ui/button.tsx';
import { OverviewView } from './_overview/overview-view.tsx';
import { OverviewWaiting } from './_overview/overview-waiting.tsx';
import { prefetchOverview } from './_overview/prefetch.ts';

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
          <Button asChild>
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
  await prefetchOverview(tenant);
  return (
    <Hydrated>
      <OverviewView />
    </Hydrated>
  );
}
