'use client';
import { useQuery } from '@tanstack/react-query';
import { Box, CircleHelp, Cloud, FolderClosed, Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import {
  breakdownInput,
  type Dimension,
  MOST_NAMES,
  type SpendingFilters,
  unnamed,
} from './spending-table.ts';
import { useNames } from './use-names.ts';

/** What can be chosen in each filter: the names that spent in these days, under the other filters. */
export function useFilterViews(filters: SpendingFilters): FilterView[] {
  const t = useTranslations('spending.filters');
  const { clouds } = useNames();
  return [
    {
      id: 'cloud',
      label: t('cloud'),
      icon: <Cloud />,
      options: [...clouds].map(([value, label]) => ({ value, label })),
    },
    { id: 'subAccount', label: t('subAccount'), icon: <Gauge />, options: useSubAccountOptions() },
    { id: 'project', label: t('project'), icon: <FolderClosed />, options: useNamesOf(filters, 'project') },
    { id: 'product', label: t('product'), icon: <Box />, options: useNamesOf(filters, 'product') },
    { id: 'unattributed', label: t('unattributed'), icon: <CircleHelp /> },
  ];
}

function useNamesOf(filters: SpendingFilters, by: Extract<Dimension, 'project' | 'product'>) {
  const t = useTranslations('spending.noName');
  const trpc = useTRPC();
  const { [by]: chosen, ...others } = filters;
  const found = useQuery(trpc.spending.list.queryOptions(breakdownInput(others, by), { staleTime: 60_000 }));
  const names = new Set(found.data?.items.map((row) => row[by] ?? ''));
  if (chosen !== undefined) names.add(chosen);
  return [...names].map((name) => ({ value: name || unnamed, label: name || t(by) }));
}

function useSubAccountOptions() {
  const trpc = useTRPC();
  const enabled = useCan('sub-account:read');
  const list = useQuery(trpc.iam.list.queryOptions({ limit: MOST_NAMES }, { enabled, staleTime: 60_000 }));
  return (list.data?.items ?? []).map(({ id, userName, displayName }) => ({
    value: id,
    label: displayName ? `${displayName} (${userName})` : userName,
  }));
}
