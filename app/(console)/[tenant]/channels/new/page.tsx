import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '#components/page-header.tsx';
import { publicUrl } from '#server/core/env.ts';
import { NewChannel } from './_components/new-channel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('channels.form');
  return { title: t('newTitle') };
}

export default async function NewChannelPage() {
  const t = await getTranslations('channels.form');
  return (
    <div className="mx-auto max-w-300 space-y-5">
      <PageHeader title={t('newTitle')} description={t('newDescription')} />
      <NewChannel origin={publicUrl()} />
    </div>
  );
}
