import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PlatformSettings } from './_components/platform-settings.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.settings');
  return { title: t('title') };
}

export default async function PlatformSettingsPage() {
  const t = await getTranslations('operator.settings');
  await queryClient().prefetchQuery(trpcFor(null).settings.listPlatform.queryOptions({}));
  return (
    <div className="max-w-240 space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <PlatformSettings />
      </Hydrated>
    </div>
  );
}
