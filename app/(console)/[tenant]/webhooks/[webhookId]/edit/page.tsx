import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EditWebhook } from '#app/(console)/[tenant]/webhooks/_components/edit-webhook.tsx';
import { findWebhook } from '#app/(console)/[tenant]/webhooks/_components/find-webhook.ts';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('webhooks.form');
  return { title: t('editTitle') };
}

export default async function EditWebhookPage({ params }: PageProps<'/[tenant]/webhooks/[webhookId]/edit'>) {
  const [{ tenant, webhookId }, t] = await Promise.all([params, getTranslations('webhooks.form')]);
  const webhook = await findWebhook(tenant, webhookId);
  if (!webhook) notFound();
  return (
    <div className="mx-auto max-w-300 space-y-5">
      <PageHeader title={t('editTitle')} description={t('newDescription')} />
      <EditWebhook webhook={webhook} />
    </div>
  );
}
