'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenantIfAny } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SavedViews } from '#app/(console)/[tenant]/_components/views/saved-views.tsx';
import { useClock } from '#components/clock.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { DataTableProps, Exporter, ListPage } from '#components/data-table/types.ts';
import { dayOf } from '#lib/periods.ts';

/** What a list page asks its procedure for, as React Query tells it. */
type Answer<Row> = Pick<
  UseQueryResult<ListPage<Row>, unknown>,
  'data' | 'error' | 'isError' | 'isPlaceholderData' | 'isRefetching'
> & { refetch: () => unknown };

type FromAnswer = 'rows' | 'nextCursor' | 'total' | 'refreshing' | 'error' | 'exporter' | 'viewsSlot';

type ListTableProps<Row> = Omit<DataTableProps<Row>, FromAnswer> & {
  /** Left out while the page itself is on its way: then only the frame stands there, and nothing is asked. */
  list?: Answer<Row>;
  /** Reads any page of what is filtered now; without it nothing can be exported. */
  readPage?: Exporter<Row>['page'];
};

/**
 * The one list page of the console: a table whose rows come from a list procedure, with its failure in place, its saved
 * views, and files of exactly what is filtered.
 */
export function ListTable<Row>({ list, readPage, ...props }: ListTableProps<Row>) {
  const { name } = props.table.definition;
  const tenant = useTenantIfAny();
  const exporter = useExporter(name ?? props.label, readPage);
  const data = list?.data;
  return (
    <DataTable
      {...props}
      rows={data?.items}
      nextCursor={data?.nextCursor ?? null}
      total={data?.total}
      refreshing={list?.isPlaceholderData ?? false}
      keyboard={list !== undefined && (props.keyboard ?? true)}
      viewsSlot={name && tenant ? <SavedViews table={props.table} /> : undefined}
      exporter={exporter}
      error={
        list?.isError && !data ? (
          <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
        ) : undefined
      }
    />
  );
}

/** Files are named after where they come from, what they hold and the day: `demo-alerts-2026-11-20`. */
function useExporter<Row>(name: string, page: Exporter<Row>['page'] | undefined): Exporter<Row> | undefined {
  const onError = useToastProblem();
  const area = useTenantIfAny()?.slug ?? 'airgate';
  const { now, timeZone } = useClock();
  if (!page) return undefined;
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return { fileName: `${area}-${plain}-${dayOf(now, timeZone)}`, page, onError };
}
