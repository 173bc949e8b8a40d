import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CheckNow } from '#app/(console)/[tenant]/spending/_components/check-now.tsx';
import { breakdownInput, trendInput } from '#app/(console)/[tenant]/spending/_components/inputs.ts';
import {
  calendarDays,
  periodBefore,
  wholeRange,
} from '#app/(console)/[tenant]/spending/_components/period.ts';
import {
  readDimension,
  readGroup,
  spendingFilters,
  spendingListInput,
  spendingTable,
} from '#app/(console)/[tenant]/spending/_components/spending-table.ts';
import { SpendingTabs } from '#app/(console)/[tenant]/spending/_components/spending-tabs.tsx';
import { SpendingView } from '#app/(console)/[tenant]/spending/_components/spending-view.tsx';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';
import { PageHeader } from '#components/page-header.tsx';
import { dayOf } from '#lib/periods.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('spending');
  return { title: t('title') };
}

export default async function SpendingPage({ params, searchParams }: PageProps<'/[tenant]/spending'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('spending')]);
  const trpc = trpcFor(tenant);
  const queries = queryClient();
  const ctx = await (await pageDoor(tenant)).tenant();
  const word = (name: string) => (typeof search[name] === 'string' ? search[name] : null);
  const state = readTableState(spendingTable, search);
  const filters = spendingFilters(state);
  const today = dayOf(ctx.now(), ctx.tenant.timeZone);
  const range = wholeRange(filters, today);
  const asked = { filters, before: word('compare') === 'no' ? null : periodBefore(range) };
  const { spending } = trpc;
  // What a person may not read stays out of the cache and out of the page.
  await Promise.all([
    queries.prefetchQuery(spending.summary.queryOptions({})),
    queries.prefetchQuery(
      spending.trend.queryOptions(trendInput({ ...asked, by: readDimension(word('by')) })),
    ),
    queries.prefetchQuery(spending.days.queryOptions({ ...filters, ...calendarDays(range, today), top: 3 })),
    ...(['project', 'product', 'subAccount', 'cloudAccount'] as const).map((by) =>
      queries.prefetchQuery(spending.breakdown.queryOptions(breakdownInput({ ...asked, by }))),
    ),
    ...(readGroup(word('group')) === 'record'
      ? [queries.prefetchQuery(spending.list.queryOptions(spendingListInput(state, 'record')))]
      : []),
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
