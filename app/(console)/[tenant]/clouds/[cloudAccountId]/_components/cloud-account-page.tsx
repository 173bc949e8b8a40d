'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { BillFreshness } from '#app/(console)/[tenant]/clouds/_components/bill-freshness.tsx';
import { CloudActions } from '#app/(console)/[tenant]/clouds/_components/cloud-actions.tsx';
import { CloudFailure } from '#app/(console)/[tenant]/clouds/_components/cloud-failure.tsx';
import type { CloudAccount } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { CloudStatus } from '#app/(console)/[tenant]/clouds/_components/cloud-status.tsx';
import { LastCheck } from '#app/(console)/[tenant]/clouds/_components/last-check.tsx';
import { SandboxNotice } from '#app/(console)/[tenant]/sandbox/_components/sandbox-notice.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago, Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

import { CloudProjects } from './cloud-projects.tsx';
import { RecentChecks } from './recent-checks.tsx';
import { UnmanagedUsers } from './unmanaged-users.tsx';

/** One cloud account: whether it answers, what was read lately, and what in it is not governed yet. */
export function CloudAccountPage({ cloudAccountId }: { cloudAccountId: string }) {
  const trpc = useTRPC();
  const account = useQuery(trpc.clouds.get.queryOptions({ cloudAccountId }, { refetchInterval: 5_000 }));
  useFollowSync(account.data?.syncedAt ?? null);
  if (account.isPending) return <Skeleton className="h-96 w-full rounded-lg" />;
  if (!account.data) {
    return <ProblemPanel error={account.error} onRetry={() => void account.refetch()} />;
  }
  return <KnownAccount account={account.data} />;
}

/** A sync may end in the background, such as after connecting: then users and projects are read anew. */
function useFollowSync(syncedAt: string | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const seen = useRef(syncedAt);
  useEffect(() => {
    if (seen.current === syncedAt) return;
    seen.current = syncedAt;
    void queries.invalidateQueries(trpc.iam.pathFilter());
    void queries.invalidateQueries(trpc.projects.pathFilter());
  }, [syncedAt, queries, trpc]);
}

function KnownAccount({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const router = useRouter();
  const { slug } = useTenant();
  const crumbs = useMemo(() => [{ label: account.name }], [account.name]);
  const freshness = useMemo(() => <BillFreshness cloudAccountId={account.id} />, [account.id]);
  return (
    <div className="space-y-8">
      <PageChrome crumbs={crumbs} freshness={freshness} />
      <div className="space-y-4">
        <PageHeader
          title={account.name}
          status={<CloudStatus account={account} />}
          meta={
            <>
              <span>{t(`provider.${account.provider}`)}</span>
              <span className="inline-flex items-center gap-0.5">
                <code className="font-mono text-xs">{account.cloudAccountNo}</code>
                <CopyButton value={account.cloudAccountNo} label={t('facts.copyAccountNo')} />
              </span>
            </>
          }
          actions={<CloudActions account={account} onGone={() => router.push(`/${slug}/clouds`)} />}
        />
        {account.provider === 'sandbox' ? <SandboxNotice cloudAccountId={account.id} /> : null}
        <CloudFailure account={account} />
        <Card className="p-4">
          <DefinitionList columns={3} items={useFacts(account)} />
        </Card>
      </div>
      <RecentChecks cloudAccountId={account.id} />
      <UnmanagedUsers account={account} />
      <CloudProjects account={account} />
    </div>
  );
}

function useFacts(account: CloudAccount) {
  const t = useTranslations('clouds');
  const { slug } = useTenant();
  return [
    {
      term: t('detail.managed'),
      value: (
        <Link
          href={`/${slug}/sub-accounts?cloud=${account.id}`}
          className="rounded-sm text-accent-ink hover:underline"
        >
          {account.subAccounts}
        </Link>
      ),
    },
    { term: t('facts.checked'), value: <LastCheck account={account} /> },
    { term: t('facts.synced'), value: <Ago time={account.syncedAt} /> },
    { term: t('facts.key'), value: <code className="font-mono text-xs">{account.keyHint}</code> },
    {
      term: t('facts.principal'),
      value: <code className="break-all font-mono text-xs">{account.principal}</code>,
    },
    { term: t('facts.connected'), value: <Moment time={account.connectedAt} /> },
  ];
}
