import { TRPCError } from '@trpc/server';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { callerFor, Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { idOf } from '#lib/ids.ts';
import { KeyView } from './_components/key-view.tsx';

export async function generateMetadata({ params }: PageProps<'/[tenant]/keys/[keyId]'>): Promise<Metadata> {
  const { tenant, keyId } = await params;
  const t = await getTranslations('keys');
  const key = await find(tenant, keyId);
  return { title: key ? `${key.name} · ${t('title')}` : t('title') };
}

export default async function KeyPage({ params }: PageProps<'/[tenant]/keys/[keyId]'>) {
  const { tenant, keyId } = await params;
  const key = await find(tenant, keyId);
  if (!key) notFound();
  const trpc = trpcFor(tenant);
  const queries = queryClient();
  queries.setQueryData(trpc.keys.get.queryKey({ keyId }), key);
  await queries.prefetchQuery(trpc.keys.usage.queryOptions({ keyId }));
  return (
    <Hydrated>
      <KeyView keyId={keyId} />
    </Hydrated>
  );
}

/** The key, or null where there is none of that id here. */
async function find(tenant: string, keyId: string) {
  if (!idOf('key').safeParse(keyId).success) return null;
  const caller = await callerFor(tenant);
  try {
    return await caller.keys.get({ keyId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
