'use client';
import { useQuery } from '@tanstack/react-query';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { SpendingFreshness } from '#app/(console)/[tenant]/spending/_components/spending-freshness.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { AttentionPanel } from './attention-panel.tsx';
import { OverviewFigures } from './figures.tsx';
import { FirstSteps } from './first-steps.tsx';
import { cloudList, quotaTop, subAccountCount } from './inputs.ts';
import { LastAlerts } from './last-alerts.tsx';
import { MonthPanel } from './month-chart.tsx';
import { OverviewWaiting } from './overview-waiting.tsx';
import { RunsOutNext } from './runs-out-next.tsx';

const freshness = <SpendingFreshness />;

/** The state, what needs somebody, and what changed; before there is anything, the way to begin. */
export function OverviewView() {
  const { progress, clouds, error, refetch } = useProgress();
  if (error) return <ProblemPanel error={error} onRetry={refetch} />;
  if (progress === undefined) return <OverviewWaiting />;
  const complete = progress === null || (progress.connect && progress.import && progress.allocate);
  if (progress && !progress.connect) return <FirstSteps done={progress} clouds={clouds} />;
  return (
    <div className="space-y-6">
      <PageChrome freshness={freshness} />
      {complete || !progress ? null : <FirstSteps done={progress} clouds={clouds} />}
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
    </div>
  );
}

/** How far the tenant has come; null for somebody who may not see enough to tell. */
function useProgress() {
  const trpc = useTRPC();
  const enabled = useCan('cloud-account:read', 'sub-account:read', 'quota:read');
  const clouds = useQuery(trpc.clouds.list.queryOptions(cloudList, { enabled }));
  const accounts = useQuery(trpc.iam.list.queryOptions(subAccountCount, { enabled }));
  const quotas = useQuery(trpc.quotas.overview.queryOptions(quotaTop, { enabled }));
  const known = clouds.data && accounts.data && quotas.data;
  const connected = clouds.data?.items.filter(({ status }) => status !== 'disconnected') ?? [];
  const failed = [clouds, accounts, quotas].find((answer) => answer.isError && !answer.data);
  return {
    clouds: connected,
    error: failed?.error ?? null,
    refetch: () => {
      for (const answer of [clouds, accounts, quotas]) void answer.refetch();
    },
    progress: !enabled
      ? null
      : known
        ? {
            connect: connected.length > 0,
            import: (accounts.data.total ?? accounts.data.items.length) > 0,
            allocate: quotas.data.subAccounts > 0,
          }
        : undefined,
  };
}
