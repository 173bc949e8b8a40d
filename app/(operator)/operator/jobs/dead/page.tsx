import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeadDeliveries } from '#app/(operator)/operator/jobs/_components/dead-deliveries.tsx';
import { DeadRuns } from '#app/(operator)/operator/jobs/_components/dead-runs.tsx';
import {
  deadDeliveriesInput,
  deadDeliveryTable,
  failedRunsInput,
  failedRunTable,
} from '#app/(operator)/operator/jobs/_components/dead-tables.ts';
import { JobsHeader } from '#app/(operator)/operator/jobs/_components/job-tabs.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.jobs');
  return { title: `${t('tabs.dead')} · ${t('title')}` };
}

export default async function DeadLettersPage({ searchParams }: PageProps<'/operator/jobs/dead'>) {
  const search = await searchParams;
  const [queries, trpc] = [queryClient(), trpcFor(null)];
  const runs = failedRunsInput(readTableState(failedRunTable, search));
  const deliveries = deadDeliveriesInput(readTableState(deadDeliveryTable, search));
  await Promise.all([
    queries.prefetchQuery(trpc.platform.runs.queryOptions(runs)),
    queries.prefetchQuery(trpc.platform.deadDeliveries.queryOptions(deliveries)),
  ]);
  return (
    <div className="space-y-6">
      <JobsHeader current="dead" />
      <Hydrated>
        <DeadRuns />
        <DeadDeliveries />
      </Hydrated>
    </div>
  );
}
