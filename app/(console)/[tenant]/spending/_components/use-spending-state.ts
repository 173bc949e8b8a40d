'use client';
import { useSearchParams } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useClock } from '#components/clock.tsx';
import { type TableControl, useTableState } from '#components/data-table/use-table-state.ts';
import { dayOf } from '#lib/periods.ts';
import { drillDown, pickDay, WITHIN } from './drill-path.ts';
import { OPEN } from './open-rows.ts';
import { type DayRange, periodBefore, wholeRange } from './period.ts';
import {
  type Dimension,
  defaultGroup,
  type Group,
  readDimension,
  readGroup,
  type SpendingFilters,
  spendingFilters,
  spendingTable,
} from './spending-table.ts';

export type SpendingState = {
  table: TableControl;
  group: Group;
  setGroup: (group: Group) => void;
  by: Dimension;
  setBy: (by: Dimension) => void;
  filters: SpendingFilters;
  today: string;
  range: DayRange;
  setRange: (range: DayRange | null) => void;
  /** The days compared with; null where the reader wants none. */
  before: DayRange | null;
  setCompared: (compared: boolean) => void;
  /** The address with more chosen. */
  drill: (changes: Record<string, string>) => string;
  /** Shows one day alone, or goes back from it. */
  pick: (day: string) => void;
};

const shown = parseAsString.withOptions({ history: 'push', scroll: false });

/** Everything that the address of this page says. */
export function useSpendingState(): SpendingState {
  const search = useSearchParams();
  const [groupText, setGroupText] = useQueryState('group', shown);
  const [byText, setByText] = useQueryState('by', shown);
  const [compareText, setCompareText] = useQueryState('compare', shown);
  const [, setCursor] = useQueryState('cursor', shown);
  const [, setOpen] = useQueryState(OPEN, shown);
  const [, setWithin] = useQueryState(WITHIN, shown);
  const table = oneValueEach(useTableState(spendingTable));
  const filters = useMemo(() => spendingFilters(table.state), [table.state]);
  const { now } = useClock();
  const { timeZone } = useTenant();
  const today = dayOf(now, timeZone);
  const range = wholeRange(filters, today);
  return {
    table,
    group: readGroup(groupText),
    setGroup: (next) => {
      void setGroupText(next === defaultGroup ? null : next);
      void setCursor(null);
      void setOpen(null);
    },
    by: readDimension(byText),
    setBy: (by) => void setByText(by === 'product' ? null : by),
    filters,
    today,
    range,
    setRange: (days) => {
      table.setFilter('days', days ? { kind: 'day_range', ...days } : null);
      void setWithin(null);
    },
    before: compareText === 'no' ? null : periodBefore(range),
    setCompared: (compared) => void setCompareText(compared ? null : 'no'),
    drill: useCallback((changes) => drillDown(new URLSearchParams(search), changes), [search]),
    pick: (day) => window.history.pushState(null, '', pickDay(new URLSearchParams(search), day)),
  };
}
