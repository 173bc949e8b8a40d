import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { NewSubAccount } from './_components/new-sub-account.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subAccounts.new');
  return { title: t('title') };
}

export default async function NewSubAccountPage({
  params,
  searchParams,
}: PageProps<'/[tenant]/sub-accounts/new'>) {
  const [{ tenant }, { cloud }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations('subAccounts.new'),
  ]);
  await queryClient().prefetchQuery(trpcFor(tenant).clouds.list.queryOptions({ limit: 200 }));
  return (
    <div className="mx-auto max-w-220 space-y-5">
      <PageHeader title={t('title')} description={t('body')} />
      <Hydrated>
        <NewSubAccount cloudAccountId={typeof cloud === 'string' ? cloud : null} />
      </Hydrated>
    </div>
  );
}
