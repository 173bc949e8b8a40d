'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { DrillCrumbs } from './drill-crumbs.tsx';
import { Figures } from './figures.tsx';
import { FilterBar } from './filter-bar.tsx';
import { NoSources } from './no-sources.tsx';
import { SourceLine } from './source-line.tsx';
import { SpendingFreshness } from './spending-freshness.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { Unattributed } from './unattributed.tsx';
import { useBreakdown } from './use-figures.ts';
import { useShallowLinks } from './use-shallow-links.ts';
import { type SpendingState, useSpendingState } from './use-spending-state.ts';

// Below the fold: drawn on the server like the rest, and brought to life behind it.
const CalendarPanel = lazy(() => import('./calendar-panel.tsx').then((m) => ({ default: m.CalendarPanel })));
const SpendingTree = lazy(() => import('./spending-tree.tsx').then((m) => ({ default: m.SpendingTree })));

const freshness = <SpendingFreshness />;

/** Where the money went: one set of filters, and the same spending as figures, days, shares and rows. */
export function SpendingView() {
  const state = useSpendingState();
  const frame = useShallowLinks<HTMLDivElement>();
  const trpc = useTRPC();
  const queries = useQueryClient();
  // Every part below asks for the same days under the same filters; where one cannot be read, none can.
  const probe = useBreakdown({ ...state, by: 'project' });
  const summary = useQuery(trpc.spending.summary.queryOptions({}));
  // Spending of an account that was disconnected stays readable, so nothing at all has to be there.
  const begun = summary.data?.cloudAccounts.length !== 0 || probe.data?.items.length !== 0;
  if (!begun && Object.keys(state.filters).length === 0) return <NoSources />;
  return (
    <div ref={frame} className="space-y-6">
      <PageChrome freshness={freshness} />
      <div className="space-y-2">
        <FilterBar state={state} />
        <DrillCrumbs />
        <SourceLine state={state} />
      </div>
      {probe.isError && !probe.data ? (
        <ProblemPanel
          error={probe.error}
          onRetry={() => void queries.refetchQueries(trpc.spending.pathFilter())}
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
      <Suspense fallback={<Skeleton className="h-75 w-full rounded-lg" />}>
        <CalendarPanel state={state} />
      </Suspense>
      <Breakdowns state={state} />
      <Unattributed state={state} />
      <Suspense fallback={<Skeleton className="h-75 w-full rounded-lg" />}>
        <SpendingTree state={state} />
      </Suspense>
    </>
  );
}
