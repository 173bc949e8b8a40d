import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listState } from '#app/(console)/[tenant]/_components/list/list-state.ts';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { auditListInput, auditTable } from './_components/audit-table.ts';
import { AuditView } from './_components/audit-view.tsx';
import { ExportList } from './_components/export-list.tsx';
import { exportsInput } from './_components/exports-input.ts';
import { LogActions } from './_components/log-actions.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit');
  return { title: t('title') };
}

export default async function AuditPage({ params, searchParams }: PageProps<'/[tenant]/audit'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('audit')]);
  const ctx = await (await pageDoor(tenant)).tenant();
  const { audit, iam, clouds } = trpcFor(tenant);
  const state = await listState(tenant, 'audit', auditTable, search);
  const input = auditListInput(state, ctx.tenant.timeZone);
  await Promise.all([
    queryClient().prefetchQuery(audit.list.queryOptions(input)),
    queryClient().prefetchQuery(audit.facets.queryOptions()),
    queryClient().prefetchQuery(audit.exports.queryOptions(exportsInput)),
    // The names behind the ids.
    queryClient().prefetchQuery(iam.list.queryOptions({ limit: 200 })),
    queryClient().prefetchQuery(clouds.list.queryOptions({ limit: 200 })),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<LogActions />} />
      <Hydrated>
        <ExportList />
        <AuditView />
      </Hydrated>
    </div>
  );
}
