'use client';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { Figures } from './figures.tsx';
import { FilterBar } from './filter-bar.tsx';
import { SpendingFreshness } from './spending-freshness.tsx';
import { SpendingList } from './spending-list.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { Unattributed } from './unattributed.tsx';
import { useSpendingState } from './use-spending-state.ts';

const freshness = <SpendingFreshness />;

/** Where the money went: one set of filters, and the same spending as figures, days, shares and rows. */
export function SpendingView() {
  const state = useSpendingState();
  return (
    <div className="space-y-6">
      <PageChrome freshness={freshness} />
      <FilterBar state={state} />
      <Figures state={state} />
      <TrendPanel state={state} />
      <Breakdowns state={state} />
      <SpendingList state={state} />
      <Unattributed state={state} />
    </div>
  );
}
