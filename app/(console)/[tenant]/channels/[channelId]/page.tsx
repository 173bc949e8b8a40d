import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { publicUrl } from '#server/core/env.ts';
import { ChannelPage } from './_components/channel-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('channels.form');
  return { title: t('editTitle') };
}

export default async function EditChannelPage({ params }: PageProps<'/[tenant]/channels/[channelId]'>) {
  const { tenant, channelId } = await params;
  await queryClient().prefetchQuery(trpcFor(tenant).channels.get.queryOptions({ channelId }));
  return (
    <Hydrated>
      <ChannelPage channelId={channelId} origin={publicUrl()} />
    </Hydrated>
  );
}
