import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listState } from '#app/(console)/[tenant]/_components/list/list-state.ts';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { alertListInput, alertTable } from './_components/alert-table.ts';
import { AlertsView } from './_components/alerts-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('alerts');
  return { title: t('title') };
}

export default async function AlertsPage({ params, searchParams }: PageProps<'/[tenant]/alerts'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('alerts')]);
  const trpc = trpcFor(tenant);
  const { timeZone } = (await (await pageDoor(tenant)).tenant()).tenant;
  const input = alertListInput(await listState(tenant, 'alerts', alertTable, search), timeZone);
  await queryClient().prefetchQuery(trpc.alerts.list.queryOptions(input));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <AlertsView />
      </Hydrated>
    </div>
  );
}
