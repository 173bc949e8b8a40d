'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '#app/trpc/client.tsx';
import { type Asked, breakdownInput, trendInput } from './inputs.ts';
import type { DayRange } from './period.ts';
import type { Dimension, SpendingFilters } from './spending-table.ts';

/** Spending day by day, split by the chosen heading. */
export function useTrend(asked: Asked & { by: Dimension }) {
  const trpc = useTRPC();
  return useQuery(trpc.spending.trend.queryOptions(trendInput(asked), { placeholderData: keepPreviousData }));
}

/** Who spent how much. */
export function useBreakdown(asked: Asked & { by: Dimension }, limit?: number, enabled = true) {
  const trpc = useTRPC();
  return useQuery(
    trpc.spending.breakdown.queryOptions(breakdownInput(asked, limit), {
      enabled,
      placeholderData: keepPreviousData,
    }),
  );
}

/** Every day of a range under the page's other filters, with its largest projects. */
export function useDays(filters: SpendingFilters, range: DayRange, top = 3) {
  const trpc = useTRPC();
  return useQuery(
    trpc.spending.days.queryOptions({ ...filters, ...range, top }, { placeholderData: keepPreviousData }),
  );
}
