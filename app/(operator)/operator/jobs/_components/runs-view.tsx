'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleDot, Cog, SquareFunction } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { runStates } from '#lib/choices.ts';
import type { RunRow } from '#server/platform/schema.ts';
import { JobsElsewhere } from './elsewhere.tsx';
import { useFunctionName } from './function-name.tsx';
import { useRunColumns } from './run-columns.tsx';
import { RunMenu } from './run-menu.tsx';
import { runListInput, runTable } from './run-table.ts';

const REFRESH_MS = 5_000;

/** Every run; the first page keeps itself up to date. */
export function RunsView() {
  const t = useTranslations('operator.jobs.runs');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = oneValueEach(useTableState(runTable));
  const input = runListInput(table.state);
  const list = useQuery(
    trpc.platform.runs.queryOptions(input, {
      refetchInterval: table.state.cursor ? false : REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const filters = useRunFilters();
  const columns = useRunColumns();
  if (list.data?.place.embedded === false) return <JobsElsewhere address={list.data.place.address} />;
  const { cursor: _, ...filtered } = input;
  return (
    <ListTable
      table={table}
      list={list}
      label={t('label')}
      columns={columns}
      rowId={idOf}
      rowName={(run) => `${run.functionId} ${run.id}`}
      rowHref={(run) => `/operator/jobs/runs/${run.id}`}
      filters={filters}
      searchPlaceholder={t('search')}
      rowActions={(run) => <RunMenu run={run} />}
      readPage={(at, signal) => client.platform.runs.query({ ...filtered, ...at }, { signal })}
      empty={
        <EmptyState icon={<Cog />} title={t('empty.title')}>
          {t('empty.body')}
        </EmptyState>
      }
    />
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function RunsWaiting() {
  const t = useTranslations('operator.jobs.runs');
  return (
    <ListTable
      table={useTableState(runTable)}
      label={t('label')}
      columns={useRunColumns()}
      rowId={idOf}
      rowName={idOf}
      searchPlaceholder={t('search')}
      empty={null}
    />
  );
}

const idOf = (run: RunRow) => run.id;

function useRunFilters(): FilterView[] {
  const t = useTranslations('operator.jobs');
  const trpc = useTRPC();
  const functionName = useFunctionName();
  const functions =
    useQuery(trpc.platform.jobs.queryOptions({}, { staleTime: 60_000 })).data?.functions ?? [];
  return [
    {
      id: 'state',
      label: t('runs.filters.state'),
      icon: <CircleDot />,
      options: runStates.map((value) => ({ value, label: t(`state.${value}`) })),
      quick: true,
    },
    {
      id: 'function',
      label: t('runs.filters.function'),
      icon: <SquareFunction />,
      options: functions.map(({ id }) => ({ value: id, label: functionName(id) })),
    },
  ];
}
