import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listState } from '#app/(console)/[tenant]/_components/list/list-state.ts';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { requestListInput, requestTable } from './_components/request-table.ts';
import { RequestsView } from './_components/requests-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('requests');
  return { title: t('title') };
}

export default async function RequestsPage({ params, searchParams }: PageProps<'/[tenant]/requests'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('requests')]);
  const trpc = trpcFor(tenant);
  const { timeZone } = (await (await pageDoor(tenant)).tenant()).tenant;
  const input = requestListInput(await listState(tenant, 'requests', requestTable, search), timeZone);
  await queryClient().prefetchQuery(trpc.requests.list.queryOptions(input));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <RequestsView />
      </Hydrated>
    </div>
  );
}
