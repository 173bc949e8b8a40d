'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { dayOf } from '#lib/periods.ts';
import { overviewInputs, type Span } from './inputs.ts';

/** The inputs of the overview as of today, where the tenant is. */
export function useInputs(subAccountId: string, span: Span) {
  const { now, timeZone } = useClock();
  return overviewInputs(subAccountId, span, dayOf(now, timeZone));
}

/** What the sub-account spent in the last days, by day, project and product. */
export function useSpending(subAccountId: string, span: Span) {
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const { spending } = useInputs(subAccountId, span);
  return useQuery(
    trpc.spending.ofSubAccount.queryOptions(spending, { enabled, placeholderData: keepPreviousData }),
  );
}

/** The largest projects of each day, for the chart's hover. */
export function useDayProjects(subAccountId: string, span: Span) {
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const { dayProjects } = useInputs(subAccountId, span);
  const days = useQuery(trpc.spending.days.queryOptions(dayProjects, { enabled, staleTime: 60_000 })).data
    ?.days;
  return useMemo(() => new Map((days ?? []).map((day) => [day.day, day])), [days]);
}

/** By project or product, beside as many days before. */
export function useParts(subAccountId: string, span: Span, by: 'project' | 'product') {
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const inputs = useInputs(subAccountId, span);
  const { data } = useQuery(
    trpc.spending.breakdown.queryOptions(by === 'project' ? inputs.byProject : inputs.byProduct, {
      enabled,
      placeholderData: keepPreviousData,
    }),
  );
  return { data, range: inputs.range, before: inputs.before };
}
