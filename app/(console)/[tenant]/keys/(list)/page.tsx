import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listState } from '#app/(console)/[tenant]/_components/list/list-state.ts';
import { keyListInput, keyTable } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { KeysView } from '#app/(console)/[tenant]/keys/_components/keys-view.tsx';
import { NewKeyLink } from '#app/(console)/[tenant]/keys/_components/new-key-link.tsx';
import { TryIt } from '#app/(console)/[tenant]/keys/_components/try-it.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { publicUrl } from '#server/core/env.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('keys');
  return { title: t('title') };
}

export default async function KeysPage({ params, searchParams }: PageProps<'/[tenant]/keys'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('keys')]);
  const input = keyListInput(await listState(tenant, 'keys', keyTable, search));
  await queryClient().prefetchQuery(trpcFor(tenant).keys.list.queryOptions(input));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<NewKeyLink />} />
      <Hydrated>
        <KeysView />
      </Hydrated>
      <Section title={t('tryIt.title')} description={t('tryIt.body')}>
        <Card className="max-w-170">
          <CardBody>
            <TryIt origin={publicUrl()} />
          </CardBody>
        </Card>
      </Section>
    </div>
  );
}
