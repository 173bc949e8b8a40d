import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AddChannelLink } from '#app/(console)/[tenant]/channels/_components/add-channel-link.tsx';
import { channelListInput } from '#app/(console)/[tenant]/channels/_components/channel-list.ts';
import { ChannelTabs } from '#app/(console)/[tenant]/channels/_components/channel-tabs.tsx';
import { ChannelsView } from '#app/(console)/[tenant]/channels/_components/channels-view.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('channels');
  return { title: t('title') };
}

export default async function ChannelsPage({ params }: PageProps<'/[tenant]/channels'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('channels')]);
  await queryClient().prefetchQuery(trpcFor(tenant).channels.list.queryOptions(channelListInput));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<AddChannelLink />} />
      <ChannelTabs tenant={tenant} current="channels" />
      <Hydrated>
        <ChannelsView />
      </Hydrated>
    </div>
  );
}
