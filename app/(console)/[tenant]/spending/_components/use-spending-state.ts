'use client';
import { useSearchParams } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useClock } from '#components/clock.tsx';
import { type TableControl, useTableState } from '#components/data-table/use-table-state.ts';
import { dayOf } from '#lib/periods.ts';
import { type DayRange, wholeRange } from './period.ts';
import {
  type Dimension,
  defaultGroup,
  type Group,
  readDimension,
  readGroup,
  type SpendingFilters,
  spendingFilters,
  spendingTables,
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
  /** The address with filters added; another grouping begins on its first page. */
  drill: (changes: Record<string, string>) => string;
};

const shown = parseAsString.withOptions({ history: 'push', scroll: false });

/** Everything that the address of this page says. */
export function useSpendingState(): SpendingState {
  const [groupText, setGroupText] = useQueryState('group', shown);
  const [byText, setByText] = useQueryState('by', shown);
  const [, setCursor] = useQueryState('cursor', shown);
  const [, setColumns] = useQueryState('columns', shown);
  const group = readGroup(groupText);
  const table = oneValueEach(useTableState(spendingTables[group]));
  const filters = useMemo(() => spendingFilters(table.state), [table.state]);
  const { now } = useClock();
  const { timeZone } = useTenant();
  const today = dayOf(now, timeZone);
  return {
    table,
    group,
    by: readDimension(byText),
    setBy: (by) => void setByText(by === 'product' ? null : by),
    setGroup: (next) => {
      void setGroupText(next === defaultGroup ? null : next);
      void setCursor(null);
      void setColumns(null);
    },
    filters,
    today,
    range: wholeRange(filters, today),
    drill: useDrill(),
  };
}

const ofOnePage = ['cursor', 'columns', 'peek'];

function useDrill() {
  const search = useSearchParams();
  return useCallback(
    (changes: Record<string, string>) => {
      const query = new URLSearchParams(search);
      for (const name of ofOnePage) query.delete(name);
      for (const [name, value] of Object.entries(changes)) query.set(name, escapeValue(value));
      return `?${query.toString()}`;
    },
    [search],
  );
}

/** Several values of a filter are kept apart by commas, so those inside a name are written differently. */
function escapeValue(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(',', '%2C');
}
