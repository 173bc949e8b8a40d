import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewKey } from '#app/(console)/[tenant]/keys/_components/new-key.tsx';
import { pageDoor } from '#app/session.ts';
import { PageHeader } from '#components/page-header.tsx';
import { publicUrl } from '#server/core/env.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('keys.form');
  return { title: t('title') };
}

export default async function NewKeyPage({ params, searchParams }: PageProps<'/[tenant]/keys/new'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('keys.form')]);
  const { actor } = await (await pageDoor(tenant)).tenant();
  return (
    <div className="mx-auto max-w-220 space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <NewKey
        origin={publicUrl()}
        held={[...actor.permissions]}
        wanted={typeof search.for === 'string' ? search.for.split(',') : []}
      />
    </div>
  );
}
