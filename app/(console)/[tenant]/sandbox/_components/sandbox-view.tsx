'use client';
import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Select } from '#components/ui/select.tsx';
import { ControlPanel } from './control-panel.tsx';
import { PanelWaiting } from './panel-waiting.tsx';
import { SandboxNotice } from './sandbox-notice.tsx';

/** The control panel of one of the tenant's sandbox accounts. */
export function SandboxView() {
  const t = useTranslations('sandbox');
  const trpc = useTRPC();
  const enabled = useCan('cloud-account:read');
  const list = useQuery(trpc.sandbox.list.queryOptions(undefined, { enabled }));
  const [chosen, setChosen] = useQueryState('cloud', parseAsString);
  const sandboxes = list.data?.items;
  const account = sandboxes?.find(({ cloudAccountId }) => cloudAccountId === chosen) ?? sandboxes?.[0];
  // Where the navigation does not name the page, the page does so itself.
  const title = t('title');
  const isListed = useCan('sandbox:control') && account !== undefined;
  const crumbs = useMemo(() => (isListed ? [] : [{ label: title }]), [isListed, title]);
  if (list.error) return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />;
  if (!sandboxes && enabled) return <PanelWaiting />;
  if (!account) {
    return (
      <>
        <PageChrome crumbs={crumbs} />
        <NoSandbox />
      </>
    );
  }
  return (
    <div className="space-y-6">
      <PageChrome crumbs={crumbs} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SandboxNotice className="min-w-0 flex-1" />
        {sandboxes && sandboxes.length > 1 ? (
          <Select
            aria-label={t('choose')}
            className="w-60"
            value={account.cloudAccountId}
            onValueChange={(next) => void setChosen(next)}
            options={sandboxes.map(({ cloudAccountId, name, cloudAccountNo }) => ({
              value: cloudAccountId,
              label: `${name} · ${cloudAccountNo}`,
            }))}
          />
        ) : null}
      </div>
      <ControlPanel key={account.cloudAccountId} cloudAccountId={account.cloudAccountId} />
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
