'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';
import { addAmounts, byAmountDescending } from '#components/amounts.ts';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { addDays, dayOf } from '#lib/periods.ts';
import type { Span } from './burn-down-panel.tsx';

const MOST_RECORDS = 200;
const PROJECTS_PER_DAY = 5;

function useRange(span: Span) {
  const { now, timeZone } = useClock();
  const to = dayOf(now, timeZone);
  return { from: addDays(to, 1 - Number(span)), to };
}

/** What the sub-account spent in the last days, by day, project and product. */
export function useSpending(subAccountId: string, span: Span) {
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  return useQuery(
    trpc.spending.ofSubAccount.queryOptions(
      { subAccountId, ...useRange(span) },
      { enabled, placeholderData: keepPreviousData },
    ),
  );
}

/**
 * The largest projects of a day, for the chart's hover. Only the newest records are read; a day that may be cut off by
 * the page's end shows none rather than half.
 */
export function useDayProjects(subAccountId: string, span: Span) {
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const records = useQuery(
    trpc.spending.list.queryOptions(
      { subAccountId, ...useRange(span), groupBy: 'record', limit: MOST_RECORDS },
      { enabled, staleTime: 60_000 },
    ),
  ).data;
  const byDay = useMemo(() => {
    const days = new Map<string, Map<string, string>>();
    const oldest = records?.nextCursor ? records.items.at(-1)?.day : null;
    for (const { day, project, amount } of records?.items ?? []) {
      if (day === null || day === oldest) continue;
      const projects = days.get(day) ?? new Map<string, string>();
      const name = project ?? '';
      projects.set(name, addAmounts(projects.get(name) ?? '0', amount));
      days.set(day, projects);
    }
    return days;
  }, [records]);
  return useMemo(
    () => (day: string) =>
      [...(byDay.get(day) ?? [])]
        .map(([name, amount]) => ({ name, amount }))
        .sort((a, b) => byAmountDescending(a.amount, b.amount))
        .slice(0, PROJECTS_PER_DAY),
    [byDay],
  );
}
