import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ownMembership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { SettingsTabs } from '#app/(console)/[tenant]/settings/_components/settings-tabs.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { SignOnView } from './_components/sign-on-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sso');
  return { title: t('title') };
}

export default async function SignOnPage({ params }: PageProps<'/[tenant]/settings/sign-on'>) {
  const [{ tenant }, t, settings] = await Promise.all([
    params,
    getTranslations('sso'),
    getTranslations('settings'),
  ]);
  const trpc = trpcFor(tenant);
  const [me] = await Promise.all([
    ownMembership(tenant),
    queryClient().prefetchQuery(trpc.sso.get.queryOptions({})),
    queryClient().prefetchQuery(trpc.roles.list.queryOptions()),
  ]);
  return (
    <div className="max-w-240 space-y-6">
      <PageHeader title={settings('title')} description={t('description')} />
      <SettingsTabs tenant={tenant} current="signOn" />
      <Hydrated>
        <SignOnView own={me.role} />
      </Hydrated>
    </div>
  );
}
