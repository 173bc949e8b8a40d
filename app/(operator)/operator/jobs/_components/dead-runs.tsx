'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import type { RunRow } from '#server/platform/schema.ts';
import { failedRunsInput, failedRunTable } from './dead-tables.ts';
import { JobsElsewhere } from './elsewhere.tsx';
import { useRunColumns } from './run-columns.tsx';
import { RunMenu } from './run-menu.tsx';
import { useMany } from './use-order.ts';

const REFRESH_MS = 10_000;

/** Runs that failed in all of their attempts, to be retried one or many. */
export function DeadRuns() {
  const t = useTranslations('operator.jobs.dead');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableState(failedRunTable);
  const input = failedRunsInput(table.state);
  const list = useQuery(
    trpc.platform.runs.queryOptions(input, {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const columns = useRunColumns();
  const place = list.data?.place;
  return (
    <Section title={t('runs')} description={t('runsBody')}>
      {place?.embedded === false ? (
        <JobsElsewhere address={place.address} />
      ) : (
        <ListTable
          table={table}
          list={list}
          label={t('runs')}
          columns={columns}
          rowId={(run) => run.id}
          rowName={(run) => `${run.functionId} ${run.id}`}
          rowHref={(run) => `/operator/jobs/runs/${run.id}`}
          rowActions={(run) => <RunMenu run={run} />}
          readPage={(at, signal) => client.platform.runs.query({ ...at, state: 'failed' }, { signal })}
          bulkActions={(selected, clear) => <RetryMany runs={selected} onDone={clear} />}
          empty={
            <EmptyState icon={<CircleCheck />} title={t('noRuns.title')}>
              {t('noRuns.body')}
            </EmptyState>
          }
        />
      )}
    </Section>
  );
}

function RetryMany({ runs, onDone }: { runs: readonly RunRow[]; onDone: () => void }) {
  const t = useTranslations('operator.jobs.dead');
  const client = useTRPCClient();
  const retry = useMany(
    (runId: string) => client.platform.retryRun.mutate({ runId }),
    (count) => t('retried', { count }),
  );
  return (
    <Can permission="platform:jobs">
      <Button
        size="sm"
        pending={retry.isPending}
        onClick={() =>
          retry.mutate(
            runs.map((run) => run.id),
            { onSettled: onDone },
          )
        }
      >
        <RotateCcw aria-hidden className="size-3.5" />
        {t('retryMany', { count: runs.length })}
      </Button>
    </Can>
  );
}
