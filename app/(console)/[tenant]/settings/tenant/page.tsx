import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ownMembership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { SettingsTabs } from '#app/(console)/[tenant]/settings/_components/settings-tabs.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { TenantView } from './_components/tenant-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sso.tabs');
  return { title: t('tenant') };
}

export default async function TenantPage({ params }: PageProps<'/[tenant]/settings/tenant'>) {
  const [{ tenant }, t, settings] = await Promise.all([
    params,
    getTranslations('tenant'),
    getTranslations('settings'),
  ]);
  const trpc = trpcFor(tenant);
  const [me] = await Promise.all([
    ownMembership(tenant),
    queryClient().prefetchQuery(trpc.tenant.get.queryOptions({})),
    queryClient().prefetchQuery(trpc.tenant.transfer.queryOptions({})),
  ]);
  return (
    <div className="max-w-240 space-y-6">
      <PageHeader title={settings('title')} description={t('description')} />
      <SettingsTabs tenant={tenant} current="tenant" />
      <Hydrated>
        <TenantView memberId={me.memberId} />
      </Hydrated>
    </div>
  );
}
