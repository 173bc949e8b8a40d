'use client';
import { Box, CircleHelp, Cloud, FolderClosed, Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FilterView } from '#components/data-table/types.ts';
import { type Dimension, type SpendingFilters, unnamed } from './spending-table.ts';
import { useBreakdown } from './use-figures.ts';
import { useNames } from './use-names.ts';

/** What can be chosen in each filter: the names that spent in these days, under the other filters. */
export function useFilterViews(filters: SpendingFilters): FilterView[] {
  const t = useTranslations('spending.filters');
  const { clouds, subAccounts } = useNames();
  return [
    {
      id: 'cloud',
      label: t('cloud'),
      icon: <Cloud />,
      options: [...clouds].map(([value, label]) => ({ value, label })),
    },
    {
      id: 'subAccount',
      label: t('subAccount'),
      icon: <Gauge />,
      options: [...subAccounts].map(([value, label]) => ({ value, label })),
    },
    { id: 'project', label: t('project'), icon: <FolderClosed />, options: useNamesOf(filters, 'project') },
    { id: 'product', label: t('product'), icon: <Box />, options: useNamesOf(filters, 'product') },
    { id: 'unattributed', label: t('unattributed'), icon: <CircleHelp /> },
  ];
}

/** Enough to find a name by typing; a filter of a name beyond still works by its address. */
const MOST_OPTIONS = 500;

function useNamesOf(filters: SpendingFilters, by: Extract<Dimension, 'project' | 'product'>) {
  const t = useTranslations('spending.noName');
  const { [by]: chosen, ...others } = filters;
  const found = useBreakdown({ filters: others, before: null, by }, MOST_OPTIONS).data?.items ?? [];
  const names = new Set(found.map(({ id }) => id));
  if (chosen !== undefined) names.add(chosen);
  return [...names].map((name) => ({ value: name || unnamed, label: name || t(by) }));
}
