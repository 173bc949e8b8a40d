'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ReceiptText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { TableControl } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Money } from '#components/money.tsx';
import { Button } from '#components/ui/button.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { ExportButton } from './export-button.tsx';
import { useSpendingColumns } from './spending-columns.tsx';
import { groups, type SpendingRow, spendingListInput } from './spending-table.ts';
import type { SpendingState } from './use-spending-state.ts';

/** The same spending as rows, added up the way the reader wants. */
export function SpendingList({ state }: { state: SpendingState }) {
  const t = useTranslations('spending');
  const { currency } = useTenant();
  const trpc = useTRPC();
  const { group, table } = state;
  const list = useQuery(
    trpc.spending.list.queryOptions(spendingListInput(table.state, group), {
      placeholderData: keepPreviousData,
    }),
  );
  const total = list.data?.totalAmount ?? '0';
  const columns = useSpendingColumns(state, total);
  return (
    <DataTable
      table={useUnfiltered(table)}
      label={t('list.title')}
      columns={columns}
      rows={list.data?.items}
      rowId={rowId}
      rowName={(row) => row.project ?? row.product ?? row.subAccountName ?? row.day ?? ''}
      nextCursor={list.data?.nextCursor ?? null}
      refreshing={list.isPlaceholderData}
      viewsSlot={
        <SegmentedControl
          label={t('list.group')}
          value={group}
          onValueChange={state.setGroup}
          segments={groups.map((value) => ({ value, label: t(`list.by.${value}`) }))}
          className="max-w-full overflow-x-auto"
        />
      }
      exportSlot={
        <>
          {list.data ? (
            <span className="flex items-baseline gap-1.5 text-sm text-soft">
              {t('list.total')}
              <Money amount={total} currency={currency} className="font-medium text-ink" />
            </span>
          ) : null}
          <ExportButton state={state} />
        </>
      }
      error={
        list.isError && !list.data ? (
          <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
        ) : undefined
      }
      empty={<NoSpending state={state} />}
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

function NoSpending({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.empty');
  const words = useTranslations('table');
  const filtered = Object.keys(state.table.state.filters).length > 0;
  return (
    <EmptyState
      icon={<ReceiptText />}
      title={filtered ? t('filtered') : t('title')}
      action={filtered ? <Button onClick={state.table.clear}>{words('clearFilters')}</Button> : null}
    >
      {filtered ? t('filteredBody') : t('body')}
    </EmptyState>
  );
}
