import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listState } from '#app/(console)/[tenant]/_components/list/list-state.ts';
import { CreateLink } from '#app/(console)/[tenant]/sub-accounts/_components/no-sub-accounts.tsx';
import {
  forecastsInput,
  subAccountListInput,
  subAccountTable,
} from '#app/(console)/[tenant]/sub-accounts/_components/sub-account-table.ts';
import { SubAccountsView } from '#app/(console)/[tenant]/sub-accounts/_components/sub-accounts-view.tsx';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subAccounts');
  return { title: t('title') };
}

export default async function SubAccountsPage({ params, searchParams }: PageProps<'/[tenant]/sub-accounts'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('subAccounts')]);
  const trpc = trpcFor(tenant);
  const { timeZone } = (await (await pageDoor(tenant)).tenant()).tenant;
  const state = await listState(tenant, 'sub-accounts', subAccountTable, search);
  const input = subAccountListInput(state, timeZone);
  const queries = queryClient();
  await queries.prefetchQuery(trpc.iam.list.queryOptions(input));
  const rows = queries.getQueryData(trpc.iam.list.queryKey(input))?.items;
  const forecasts = forecastsInput(rows);
  if (forecasts) await queries.prefetchQuery(trpc.quotas.forecasts.queryOptions(forecasts));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('intro')} actions={<CreateLink />} />
      <Hydrated>
        <SubAccountsView />
      </Hydrated>
    </div>
  );
}
