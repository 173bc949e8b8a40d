'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ReceiptText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { TableControl } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { useSpendingColumns } from './spending-columns.tsx';
import { type SpendingRow, spendingListInput } from './spending-table.ts';
import type { SpendingState } from './use-spending-state.ts';

type SpendingListProps = { state: SpendingState; groups: ReactNode; totals: ReactNode };

/** Record by record: what each bill says of a project, a product and a day. */
export function SpendingList({ state, groups, totals }: SpendingListProps) {
  const t = useTranslations('spending');
  const trpc = useTRPC();
  const { table } = state;
  const list = useQuery(
    trpc.spending.list.queryOptions(spendingListInput(table.state, 'record'), {
      placeholderData: keepPreviousData,
    }),
  );
  const columns = useSpendingColumns(list.data?.totalAmount ?? '0');
  return (
    <DataTable
      table={useUnfiltered(table)}
      label={t('list.title')}
      columns={columns}
      rows={list.data?.items}
      rowId={rowId}
      rowName={(row) => [row.day, row.project, row.product].filter(Boolean).join(' ')}
      nextCursor={list.data?.nextCursor ?? null}
      refreshing={list.isPlaceholderData}
      viewsSlot={groups}
      exportSlot={totals}
      error={
        list.isError && !list.data ? (
          <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
        ) : undefined
      }
      empty={
        <EmptyState icon={<ReceiptText />} title={t('empty.filtered')}>
          {t('empty.filteredBody')}
        </EmptyState>
      }
    />
  );
}

function rowId(row: SpendingRow): string {
  return [row.day, row.cloudAccountId, row.project, row.product, row.subAccountId].join('\u001f');
}

/** The filters stand above the whole page; inside the table they would be said twice. */
function useUnfiltered(table: TableControl): TableControl {
  return useMemo(() => ({ ...table, state: { ...table.state, filters: {} } }), [table]);
}
