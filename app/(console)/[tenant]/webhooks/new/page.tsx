import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewWebhook } from '#app/(console)/[tenant]/webhooks/_components/new-webhook.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('webhooks.form');
  return { title: t('newTitle') };
}

export default async function NewWebhookPage() {
  const t = await getTranslations('webhooks.form');
  return (
    <div className="mx-auto max-w-300 space-y-5">
      <PageHeader title={t('newTitle')} description={t('newDescription')} />
      <NewWebhook />
    </div>
  );
}
