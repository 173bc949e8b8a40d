import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { findWebhook } from '#app/(console)/[tenant]/webhooks/_components/find-webhook.ts';
import { eventListInput, eventTable } from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';
import { WebhookPage } from './_components/webhook-page.tsx';

type Props = PageProps<'/[tenant]/webhooks/[webhookId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, webhookId } = await params;
  const t = await getTranslations('webhooks');
  const webhook = await findWebhook(tenant, webhookId);
  return { title: webhook ? `${webhook.name} · ${t('title')}` : t('title') };
}

export default async function OneWebhookPage({ params, searchParams }: Props) {
  const [{ tenant, webhookId }, search] = await Promise.all([params, searchParams]);
  const webhook = await findWebhook(tenant, webhookId);
  if (!webhook) notFound();
  const trpc = trpcFor(tenant);
  const queries = queryClient();
  queries.setQueryData(trpc.webhooks.get.queryKey({ webhookId }), webhook);
  const asked = eventListInput(webhookId, readTableState(eventTable, search));
  await queries.prefetchQuery(trpc.webhooks.deliveries.queryOptions(asked));
  return (
    <Hydrated>
      <WebhookPage webhookId={webhookId} />
    </Hydrated>
  );
}
