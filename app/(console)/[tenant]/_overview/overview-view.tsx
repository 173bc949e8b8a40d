'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { GuideCard } from '#app/(console)/[tenant]/guide/_components/guide-card.tsx';
import { useDismiss } from '#app/(console)/[tenant]/guide/_components/use-dismiss.ts';
import { useGuide } from '#app/(console)/[tenant]/guide/_components/use-guide.ts';
import { SandboxNotice } from '#app/(console)/[tenant]/sandbox/_components/sandbox-notice.tsx';
import { SpendingFreshness } from '#app/(console)/[tenant]/spending/_components/spending-freshness.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { roundAmount } from '#lib/money.ts';
import type { GuideOut } from '#server/guide/schema.ts';
import { AttentionPanel } from './attention-panel.tsx';
import { DemoCard } from './demo-card.tsx';
import { OverviewFigures } from './figures.tsx';
import { cloudList } from './inputs.ts';
import { LastAlerts } from './last-alerts.tsx';
import { MonthPanel } from './month-chart.tsx';
import { NothingYet } from './nothing-yet.tsx';
import { OverviewWaiting } from './overview-waiting.tsx';
import { RunsOutNext } from './runs-out-next.tsx';

const freshness = <SpendingFreshness />;

/** The state, what needs somebody, and what changed; before there is anything, the way to begin. */
export function OverviewView() {
  const { isDemo } = useTenant();
  const { data: guide, isLoading } = useGuide();
  const { dismiss } = useDismiss();
  const shown = useIsShown(guide);
  const hasSpending = useHasSpending();
  if (isLoading) return <OverviewWaiting />;
  if (guide?.stage === 'begin') {
    return guide.dismissed ? <NothingYet /> : <GuideCard guide={guide} onDismiss={dismiss} />;
  }
  return (
    <div className="space-y-6">
      <PageChrome freshness={freshness} />
      <PlayMoney />
      {guide && isDemo && !guide.dismissed ? <DemoCard guide={guide} onDismiss={dismiss} /> : null}
      {guide && !isDemo && shown ? <GuideCard guide={guide} onDismiss={dismiss} /> : null}
      {guide?.stage === 'set_up' && !hasSpending ? null : <Panels />}
    </div>
  );
}

function Panels() {
  return (
    <>
      <OverviewFigures />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
        <div className="space-y-6">
          <AttentionPanel />
          <MonthPanel />
        </div>
        <div className="space-y-6">
          <RunsOutNext />
          <LastAlerts />
        </div>
      </div>
    </>
  );
}

/** Whoever was on the way sees the end of it, too; it is gone with the next visit. */
function useIsShown(guide: GuideOut | undefined): boolean {
  const [onTheWay, setOnTheWay] = useState(false);
  if (guide && guide.stage !== 'finished' && !onTheWay) setOnTheWay(true);
  return guide !== undefined && !guide.dismissed && (guide.stage !== 'finished' || onTheWay);
}

/** A bill with something on it, whoever it counts for. */
function useHasSpending(): boolean {
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const { data } = useQuery(trpc.spending.summary.queryOptions({}, { enabled }));
  return [data?.thisMonth, data?.lastMonth].some((amount) => amount && roundAmount(amount) !== 0n);
}

/** Where any of the money is not real. */
function PlayMoney() {
  const trpc = useTRPC();
  const enabled = useCan('cloud-account:read');
  const { data } = useQuery(trpc.clouds.list.queryOptions(cloudList, { enabled }));
  const sandbox = data?.items.find(({ provider }) => provider === 'sandbox');
  return sandbox ? <SandboxNotice cloudAccountId={sandbox.id} /> : null;
}
