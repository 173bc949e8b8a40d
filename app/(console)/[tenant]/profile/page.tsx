import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ownMembership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { ProfileView } from './_components/profile-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profile');
  return { title: t('title') };
}

export default async function ProfilePage({ params }: PageProps<'/[tenant]/profile'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('profile')]);
  const [me] = await Promise.all([
    ownMembership(tenant),
    queryClient().prefetchQuery(trpcFor(tenant).users.profile.queryOptions()),
    queryClient().prefetchQuery(trpcFor(tenant).users.secondFactor.queryOptions()),
    queryClient().prefetchQuery(trpcFor(tenant).users.sessions.queryOptions()),
  ]);
  return (
    <div className="max-w-220 space-y-8">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <ProfileView me={me} />
      </Hydrated>
    </div>
  );
}
