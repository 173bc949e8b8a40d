import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { callerFor, Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { idOf } from '#lib/ids.ts';
import { DetailView } from './_components/detail-view.tsx';

export async function generateMetadata({
  params,
}: PageProps<'/[tenant]/sub-accounts/[subAccountId]'>): Promise<Metadata> {
  const { tenant, subAccountId } = await params;
  const t = await getTranslations('subAccounts');
  const account = await find(tenant, subAccountId);
  return { title: account ? `${account.userName} · ${t('title')}` : t('title') };
}

export default async function SubAccountPage({ params }: PageProps<'/[tenant]/sub-accounts/[subAccountId]'>) {
  const { tenant, subAccountId } = await params;
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
  ]);
  return (
    <Hydrated>
      <DetailView subAccountId={subAccountId} />
    </Hydrated>
  );
}

/** The sub-account, or null where there is none of that id here. */
async function find(tenant: string, subAccountId: string) {
  if (!idOf('subAccount').safeParse(subAccountId).success) return null;
  const caller = await callerFor(tenant);
  try {
    return await caller.iam.get({ subAccountId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
