import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { checkListInput, checkTable } from '#app/(console)/[tenant]/spending/_components/check-table.ts';
import { ChecksView } from '#app/(console)/[tenant]/spending/_components/checks-view.tsx';
import { SpendingTabs } from '#app/(console)/[tenant]/spending/_components/spending-tabs.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('spending.tabs');
  return { title: t('checks') };
}

export default async function ChecksPage({ params, searchParams }: PageProps<'/[tenant]/spending/checks'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('spending')]);
  const trpc = trpcFor(tenant);
  const input = checkListInput(readTableState(checkTable, search));
  await Promise.all([
    queryClient().prefetchQuery(trpc.spending.summary.queryOptions({})),
    queryClient().prefetchQuery(trpc.spending.checks.queryOptions(input)),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <SpendingTabs tenant={tenant} current="checks" />
      <Hydrated>
        <ChecksView />
      </Hydrated>
    </div>
  );
}
