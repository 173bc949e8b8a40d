import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';
import { PageHeader } from '#components/page-header.tsx';
import { CheckNow } from './_components/check-now.tsx';
import {
  breakdownInput,
  readGroup,
  spendingFilters,
  spendingListInput,
  spendingTables,
} from './_components/spending-table.ts';
import { SpendingTabs } from './_components/spending-tabs.tsx';
import { SpendingView } from './_components/spending-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('spending');
  return { title: t('title') };
}

export default async function SpendingPage({ params, searchParams }: PageProps<'/[tenant]/spending'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('spending')]);
  const trpc = trpcFor(tenant);
  const group = readGroup(typeof search.group === 'string' ? search.group : null);
  const state = readTableState(spendingTables[group], search);
  const filters = spendingFilters(state);
  const lists = [
    spendingListInput(state, group),
    breakdownInput(filters, 'project'),
    breakdownInput(filters, 'product'),
  ];
  await Promise.all([
    queryClient().prefetchQuery(trpc.spending.summary.queryOptions({})),
    ...lists.map((input) => queryClient().prefetchQuery(trpc.spending.list.queryOptions(input))),
  ]);
  return (
    <Hydrated>
      <div className="space-y-5">
        <PageHeader title={t('title')} description={t('description')} actions={<CheckNow />} />
        <SpendingTabs tenant={tenant} current="spending" />
        <SpendingView />
      </div>
    </Hydrated>
  );
}
