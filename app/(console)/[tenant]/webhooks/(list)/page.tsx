import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewWebhookLink } from '#app/(console)/[tenant]/webhooks/_components/new-webhook-link.tsx';
import { webhookListInput } from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { WebhooksView } from '#app/(console)/[tenant]/webhooks/_components/webhooks-view.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('webhooks');
  return { title: t('title') };
}

export default async function WebhooksPage({ params }: PageProps<'/[tenant]/webhooks'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('webhooks')]);
  await queryClient().prefetchQuery(trpcFor(tenant).webhooks.list.queryOptions(webhookListInput));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<NewWebhookLink />} />
      <Hydrated>
        <WebhooksView />
      </Hydrated>
    </div>
  );
}
