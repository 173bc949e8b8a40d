import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { callerFor, Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { callsInput, lastSagaInput } from './_components/inputs.ts';
import { accountShown } from './_components/race.ts';
import { SandboxView } from './_components/sandbox-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sandbox');
  return { title: t('title') };
}

export default async function SandboxPage({ params, searchParams }: PageProps<'/[tenant]/sandbox'>) {
  const [{ tenant }, { cloud, account }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations('sandbox'),
  ]);
  await prefetch(tenant, { cloud, account });
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <SandboxView />
      </Hydrated>
    </div>
  );
}

/** What the page shows first; where it cannot be read, the page itself says why. */
async function prefetch(tenant: string, asked: { cloud: unknown; account: unknown }) {
  const queries = queryClient();
  const { sandbox, cutOff } = trpcFor(tenant);
  const caller = await callerFor(tenant);
  const { items } = await caller.sandbox.list().catch(() => ({ items: [] }));
  const chosen = items.find(({ cloudAccountId }) => cloudAccountId === asked.cloud) ?? items[0];
  if (!chosen) return;
  const { cloudAccountId } = chosen;
  const state = sandbox.get.queryOptions({ cloudAccountId });
  await Promise.all([
    queries.prefetchQuery(state),
    queries.prefetchQuery(sandbox.calls.queryOptions(callsInput(cloudAccountId))),
  ]);
  const shown = accountShown(queries.getQueryData(state.queryKey)?.accounts ?? [], asked.account);
  if (!shown) return;
  const { subAccountId } = shown;
  await Promise.all([
    queries.prefetchQuery(sandbox.user.queryOptions({ subAccountId })),
    queries.prefetchQuery(cutOff.list.queryOptions(lastSagaInput(subAccountId))),
  ]);
}
