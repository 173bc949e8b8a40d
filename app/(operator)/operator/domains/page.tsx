import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { DomainsView } from './_components/domains-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sso.operator');
  return { title: t('title') };
}

export default async function DomainsPage() {
  const t = await getTranslations('sso.operator');
  await queryClient().prefetchQuery(trpcFor(null).sso.domains.queryOptions({ limit: 50 }));
  return (
    <div className="max-w-240 space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <DomainsView />
      </Hydrated>
    </div>
  );
}
