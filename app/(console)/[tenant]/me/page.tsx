import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { accountsInput, keysInput, requestsInput } from './_components/inputs.ts';
import { MyPage } from './_components/my-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('requests.me');
  return { title: t('title') };
}

export default async function MePage({ params }: PageProps<'/[tenant]/me'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('requests.me')]);
  const trpc = trpcFor(tenant);
  const client = queryClient();
  const { name } = (await (await pageDoor(tenant)).tenant()).tenant;
  await Promise.all([
    client.prefetchQuery(trpc.requests.mySubAccounts.queryOptions(accountsInput)),
    client.prefetchQuery(trpc.requests.mine.queryOptions(requestsInput)),
    client.prefetchQuery(trpc.requests.myKeys.queryOptions(keysInput)),
  ]);
  return (
    <div className="space-y-6">
      <PageHeader title={t('title')} description={t('description', { tenant: name })} />
      <Hydrated>
        <MyPage />
      </Hydrated>
    </div>
  );
}
