'use client';
import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { cloudListInput } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ControlPanel } from './control-panel.tsx';
import { SandboxNotice } from './sandbox-notice.tsx';

/** The control panel of one of the tenant's sandbox accounts. */
export function SandboxView({ wanted }: { wanted: string | null }) {
  const t = useTranslations('sandbox');
  const trpc = useTRPC();
  const enabled = useCan('cloud-account:read');
  const clouds = useQuery(trpc.clouds.list.queryOptions(cloudListInput, { enabled }));
  const [chosen, setChosen] = useState(wanted);
  const title = t('title');
  const crumbs = useMemo(() => [{ label: title }], [title]);
  const sandboxes = clouds.data?.items.filter(({ provider }) => provider === 'sandbox');
  const account = sandboxes?.find(({ id }) => id === chosen) ?? sandboxes?.[0];
  if (clouds.error) return <ProblemPanel error={clouds.error} onRetry={() => void clouds.refetch()} />;
  if (!sandboxes && enabled) return <Skeleton className="h-100 w-full rounded-lg" />;
  if (!account) return <NoSandbox />;
  return (
    <div className="space-y-6">
      <PageChrome crumbs={crumbs} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SandboxNotice className="min-w-0 flex-1" />
        {sandboxes && sandboxes.length > 1 ? (
          <Select
            aria-label={t('choose')}
            className="w-60"
            value={account.id}
            onValueChange={setChosen}
            options={sandboxes.map(({ id, name, cloudAccountNo }) => ({
              value: id,
              label: `${name} · ${cloudAccountNo}`,
            }))}
          />
        ) : null}
      </div>
      <ControlPanel key={account.id} cloudAccountId={account.id} />
    </div>
  );
}

function NoSandbox() {
  const t = useTranslations('sandbox.none');
  const { slug } = useTenant();
  return (
    <Card>
      <EmptyState
        icon={<FlaskConical />}
        title={t('title')}
        action={
          <Button asChild variant="primary">
            <Link href={`/${slug}/guide`}>{t('action')}</Link>
          </Button>
        }
      >
        {t('body')}
      </EmptyState>
    </Card>
  );
}
