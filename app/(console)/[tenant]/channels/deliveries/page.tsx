import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AddChannelLink } from '#app/(console)/[tenant]/channels/_components/add-channel-link.tsx';
import {
  channelListInput,
  deliveryListInput,
  deliveryTable,
} from '#app/(console)/[tenant]/channels/_components/channel-list.ts';
import { ChannelTabs } from '#app/(console)/[tenant]/channels/_components/channel-tabs.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';
import { PageHeader } from '#components/page-header.tsx';
import { DeliveryLog } from './_components/delivery-log.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('channels.tabs');
  return { title: t('deliveries') };
}

type Props = PageProps<'/[tenant]/channels/deliveries'>;

export default async function DeliveriesPage({ params, searchParams }: Props) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('channels')]);
  const trpc = trpcFor(tenant);
  const input = deliveryListInput(readTableState(deliveryTable, search));
  await Promise.all([
    queryClient().prefetchQuery(trpc.deliveries.list.queryOptions(input)),
    queryClient().prefetchQuery(trpc.channels.list.queryOptions(channelListInput)),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('log.description')} actions={<AddChannelLink />} />
      <ChannelTabs tenant={tenant} current="deliveries" />
      <Hydrated>
        <DeliveryLog />
      </Hydrated>
    </div>
  );
}
