import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { checksInput } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';
import { CloudAccountPage } from './_components/cloud-account-page.tsx';
import { projectListInput, projectTable, userListInput, userTable } from './_components/tables.ts';

type Props = PageProps<'/[tenant]/clouds/[cloudAccountId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, cloudAccountId } = await params;
  const [account, t] = await Promise.all([load(tenant, cloudAccountId), getTranslations('clouds')]);
  return { title: account?.name ?? t('title') };
}

export default async function CloudPage({ params, searchParams }: Props) {
  const [{ tenant, cloudAccountId }, search] = await Promise.all([params, searchParams]);
  const trpc = trpcFor(tenant);
  const client = queryClient();
  await Promise.all([
    load(tenant, cloudAccountId),
    client.prefetchQuery(trpc.spending.checks.queryOptions(checksInput(cloudAccountId))),
    client.prefetchQuery(
      trpc.projects.ofCloud.queryOptions(
        projectListInput(cloudAccountId, readTableState(projectTable, search)),
      ),
    ),
    client.prefetchQuery(
      trpc.iam.list.queryOptions(userListInput(cloudAccountId, readTableState(userTable, search))),
    ),
  ]);
  return (
    <Hydrated>
      <CloudAccountPage cloudAccountId={cloudAccountId} />
    </Hydrated>
  );
}

/** The account, once per request; an unknown one is a page not found, other failures are shown by the page itself. */
async function load(tenant: string, cloudAccountId: string) {
  try {
    return await queryClient().fetchQuery(trpcFor(tenant).clouds.get.queryOptions({ cloudAccountId }));
  } catch (error) {
    if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'))
      notFound();
    return null;
  }
}
