import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FunctionsView } from '#app/(operator)/operator/jobs/_components/functions-view.tsx';
import { JobsHeader } from '#app/(operator)/operator/jobs/_components/job-tabs.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.jobs');
  return { title: t('title') };
}

export default async function JobsPage() {
  await queryClient().prefetchQuery(trpcFor(null).platform.jobs.queryOptions({}));
  return (
    <div className="space-y-5">
      <JobsHeader current="functions" />
      <Hydrated>
        <FunctionsView />
      </Hydrated>
    </div>
  );
}
