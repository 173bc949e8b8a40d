import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';
import { PageHeader } from '#components/page-header.tsx';
import { listMyTenants } from '#server/tenants/service.ts';
import { NewTenant } from './_components/new-tenant.tsx';
import { tenantListInput, tenantTable } from './_components/tenant-table.ts';
import { TenantsView } from './_components/tenants-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.tenants');
  return { title: t('title') };
}

export default async function TenantsPage({ searchParams }: PageProps<'/operator/tenants'>) {
  const [search, t, door] = await Promise.all([
    searchParams,
    getTranslations('operator.tenants'),
    pageDoor(null),
  ]);
  const { actor } = await door.platform();
  const input = tenantListInput(readTableState(tenantTable, search));
  const [own] = await Promise.all([
    listMyTenants(actor.id),
    queryClient().prefetchQuery(trpcFor(null).platform.tenants.queryOptions(input)),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<NewTenant />} />
      <Hydrated>
        <TenantsView own={own.map(({ slug }) => slug)} />
      </Hydrated>
    </div>
  );
}
