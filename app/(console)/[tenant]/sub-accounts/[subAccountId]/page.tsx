import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { pageDoor } from '#app/session.ts';
import { callerFor, Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { idOf } from '#lib/ids.ts';
import { dayOf } from '#lib/periods.ts';
import { DetailView } from './_components/detail-view.tsx';
import { allSagas, latest, overviewInputs, readSpan } from './_components/inputs.ts';

export async function generateMetadata({
  params,
}: PageProps<'/[tenant]/sub-accounts/[subAccountId]'>): Promise<Metadata> {
  const { tenant, subAccountId } = await params;
  const t = await getTranslations('subAccounts');
  const account = await find(tenant, subAccountId);
  return { title: account ? `${account.userName} · ${t('title')}` : t('title') };
}

export default async function SubAccountPage({
  params,
  searchParams,
}: PageProps<'/[tenant]/sub-accounts/[subAccountId]'>) {
  const [{ tenant, subAccountId }, search] = await Promise.all([params, searchParams]);
  const account = await find(tenant, subAccountId);
  if (!account) notFound();
  const trpc = trpcFor(tenant);
  const queries = queryClient();
  queries.setQueryData(trpc.iam.get.queryKey({ subAccountId }), account);
  await Promise.all([
    queries.prefetchQuery(trpc.quotas.get.queryOptions({ subAccountId })),
    account.openSagaId
      ? queries.prefetchQuery(trpc.cutOff.get.queryOptions({ sagaId: account.openSagaId }))
      : null,
    ...(search.tab === undefined || search.tab === 'overview'
      ? await overview(tenant, subAccountId, search.days)
      : []),
  ]);
  return (
    <Hydrated>
      <DetailView subAccountId={subAccountId} />
    </Hydrated>
  );
}

/** Everything that the overview shows; what a person may not read stays out of the cache and out of the page. */
async function overview(tenant: string, subAccountId: string, span: unknown) {
  const { spending, alerts, quotas, cutOff } = trpcFor(tenant);
  const queries = queryClient();
  const ctx = await (await pageDoor(tenant)).tenant();
  const inputs = overviewInputs(subAccountId, readSpan(span), dayOf(ctx.now(), ctx.tenant.timeZone));
  const recent = latest(subAccountId);
  return [
    queries.prefetchQuery(spending.ofSubAccount.queryOptions(inputs.spending)),
    queries.prefetchQuery(spending.days.queryOptions(inputs.dayProjects)),
    queries.prefetchQuery(spending.days.queryOptions(inputs.calendar)),
    queries.prefetchQuery(spending.breakdown.queryOptions(inputs.byProject)),
    queries.prefetchQuery(spending.breakdown.queryOptions(inputs.byProduct)),
    queries.prefetchQuery(alerts.list.queryOptions(recent)),
    queries.prefetchQuery(quotas.allocations.queryOptions(recent)),
    queries.prefetchQuery(cutOff.list.queryOptions(recent)),
    queries.prefetchQuery(cutOff.list.queryOptions(allSagas(subAccountId))),
  ];
}

/** The sub-account, or null where there is none of that id here; asked once for the page and its title. */
const find = cache(async (tenant: string, subAccountId: string) => {
  if (!idOf('subAccount').safeParse(subAccountId).success) return null;
  const caller = await callerFor(tenant);
  try {
    return await caller.iam.get({ subAccountId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
});
