'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { forecastsInput } from './sub-account-table.ts';

export type Forecast = { runsOutAt: string; earliest: string; latest: string | null };

/** When the quotas of a page run out, by sub-account; undefined until the answer is there. */
export function useForecasts(rows: readonly SubAccountOut[] | undefined) {
  const trpc = useTRPC();
  const input = forecastsInput(rows);
  const enabled = useCan('quota:read') && input !== null;
  const answer = useQuery(
    trpc.quotas.forecasts.queryOptions(input ?? { subAccountIds: [] }, {
      enabled,
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
  );
  const items = answer.data?.items;
  return useMemo(() => {
    if (!items) return undefined;
    return new Map<string, Forecast>(items.map((item) => [item.subAccountId, item]));
  }, [items]);
}

/** Half the width of a forecast's range, in whole hours; undefined where its end is open. */
export function spreadOf({ earliest, latest }: Forecast): number | undefined {
  if (latest === null) return undefined;
  return Math.round((Date.parse(latest) - Date.parse(earliest)) / 7_200_000);
}
