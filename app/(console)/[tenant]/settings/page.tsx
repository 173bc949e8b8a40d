import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { SettingsTabs } from './_components/settings-tabs.tsx';
import { TenantForm } from './_components/tenant-form.tsx';
import { TenantSettings } from './_components/tenant-settings.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings');
  return { title: t('title') };
}

export default async function SettingsPage({ params }: PageProps<'/[tenant]/settings'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('settings')]);
  const trpc = trpcFor(tenant);
  await Promise.all([
    queryClient().prefetchQuery(trpc.tenant.get.queryOptions({})),
    queryClient().prefetchQuery(trpc.settings.list.queryOptions({})),
  ]);
  return (
    <div className="max-w-240 space-y-8">
      <PageHeader title={t('title')} description={t('description')} />
      <SettingsTabs tenant={tenant} current="general" />
      <Hydrated>
        <Section id="tenant" title={t('tenant.title')} description={t('tenant.body')}>
          <TenantForm />
        </Section>
        <Section id="values" title={t('steering')} description={t('steeringBody')}>
          <TenantSettings />
        </Section>
      </Hydrated>
    </div>
  );
}
