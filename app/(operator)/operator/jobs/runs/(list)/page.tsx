import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobsHeader } from '#app/(operator)/operator/jobs/_components/job-tabs.tsx';
import { runListInput, runTable } from '#app/(operator)/operator/jobs/_components/run-table.ts';
import { RunsView } from '#app/(operator)/operator/jobs/_components/runs-view.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.jobs');
  return { title: `${t('tabs.runs')} · ${t('title')}` };
}

export default async function RunsPage({ searchParams }: PageProps<'/operator/jobs/runs'>) {
  const input = runListInput(readTableState(runTable, await searchParams));
  await queryClient().prefetchQuery(trpcFor(null).platform.runs.queryOptions(input));
  return (
    <div className="space-y-5">
      <JobsHeader current="runs" />
      <Hydrated>
        <RunsView />
      </Hydrated>
    </div>
  );
}
