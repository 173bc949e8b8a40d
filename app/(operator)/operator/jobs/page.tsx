import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { FunctionsView } from './_components/functions-view.tsx';
import { JobsHeader } from './_components/job-tabs.tsx';

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
