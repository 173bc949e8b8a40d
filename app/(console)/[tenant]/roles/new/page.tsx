import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewRole } from '#app/(console)/[tenant]/roles/_components/new-role.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('roles.form');
  return { title: t('newTitle') };
}

export default async function NewRolePage({ params, searchParams }: PageProps<'/[tenant]/roles/new'>) {
  const [{ tenant }, { from }, t] = await Promise.all([params, searchParams, getTranslations('roles.form')]);
  await queryClient().prefetchQuery(trpcFor(tenant).roles.list.queryOptions());
  return (
    <div className="mx-auto max-w-280 space-y-5">
      <PageHeader title={t('newTitle')} description={t('description')} />
      <Hydrated>
        <NewRole from={typeof from === 'string' ? from : 'viewer'} />
      </Hydrated>
    </div>
  );
}
