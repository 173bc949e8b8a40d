'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { Figures } from './figures.tsx';
import { FilterBar } from './filter-bar.tsx';
import { NoSources } from './no-sources.tsx';
import { SpendingFreshness } from './spending-freshness.tsx';
import { SpendingList } from './spending-list.tsx';
import { breakdownInput } from './spending-table.ts';
import { TrendPanel } from './trend-panel.tsx';
import { Unattributed } from './unattributed.tsx';
import { useShallowLinks } from './use-shallow-links.ts';
import { type SpendingState, useSpendingState } from './use-spending-state.ts';

const freshness = <SpendingFreshness />;

/** Where the money went: one set of filters, and the same spending as figures, days, shares and rows. */
export function SpendingView() {
  const state = useSpendingState();
  const frame = useShallowLinks<HTMLDivElement>();
  const trpc = useTRPC();
  const queries = useQueryClient();
  // Every part below asks for the same days under the same filters; where one cannot be read, none can.
  const probe = useQuery(trpc.spending.list.queryOptions(breakdownInput(state.filters, 'project')));
  const summary = useQuery(trpc.spending.summary.queryOptions({}));
  // Spending of an account that was disconnected stays readable, so nothing at all has to be there.
  const begun = summary.data?.cloudAccounts.length !== 0 || probe.data?.items.length !== 0;
  if (!begun && Object.keys(state.filters).length === 0) return <NoSources />;
  return (
    <div ref={frame} className="space-y-6">
      <PageChrome freshness={freshness} />
      <FilterBar state={state} />
      {probe.isError && !probe.data ? (
        <ProblemPanel
          error={probe.error}
          onRetry={() => void queries.refetchQueries(trpc.spending.list.pathFilter())}
          retrying={probe.isRefetching}
        />
      ) : (
        <Parts state={state} />
      )}
    </div>
  );
}

function Parts({ state }: { state: SpendingState }) {
  return (
    <>
      <Figures state={state} />
      <TrendPanel state={state} />
      <Breakdowns state={state} />
      <SpendingList state={state} />
      <Unattributed state={state} />
    </>
  );
}
