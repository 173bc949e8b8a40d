'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
import { useClock } from '#components/clock.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import type { RunRow } from '#server/platform/schema.ts';
import { useFunctionName } from './function-name.tsx';
import { runLength } from './run-length.ts';
import { RunStateBadge } from './run-state.tsx';

/** Where a cron trigger's event comes from. */
export const TIMER = 'inngest/scheduled.timer';

/** The columns of the list of runs. */
export function useRunColumns(): Column<RunRow>[] {
  const t = useTranslations('operator.jobs.runs');
  const functionName = useFunctionName();
  return [
    {
      id: 'function',
      header: t('columns.function'),
      cell: (run) => (
        <Link
          href={`/operator/jobs/runs/${run.id}`}
          className="font-medium text-ink underline-offset-4 hover:underline"
        >
          {functionName(run.functionId)}
        </Link>
      ),
      parts: [
        { id: 'id', header: t('columns.id'), value: (run) => run.id },
        { id: 'function', header: t('columns.function'), value: (run) => run.functionId },
      ],
    },
    {
      id: 'state',
      header: t('columns.state'),
      width: 'w-28',
      cell: (run) => <RunStateBadge state={run.state} />,
      value: (run) => run.state,
    },
    {
      id: 'tenant',
      header: t('columns.tenant'),
      cell: (run) =>
        run.tenant ? (
          <span className="text-soft">{run.tenant.name}</span>
        ) : (
          <span className="text-faint">{t('platform')}</span>
        ),
      value: (run) => run.tenant?.slug ?? null,
    },
    {
      id: 'trigger',
      header: t('columns.trigger'),
      skipOnPhone: true,
      cell: (run) => <span className="text-soft">{run.trigger === TIMER ? t('schedule') : run.trigger}</span>,
      value: (run) => run.trigger,
    },
    {
      id: 'error',
      header: t('columns.error'),
      cell: (run) =>
        run.error ? <Clipped text={run.error.message} className="max-w-80 text-danger" /> : <Nothing />,
      value: (run) => run.error?.message ?? null,
    },
    {
      id: 'duration',
      header: t('columns.duration'),
      align: 'end',
      width: 'w-24',
      cell: (run) => <RunLength run={run} />,
    },
    {
      id: 'created',
      header: t('columns.created'),
      align: 'end',
      width: 'w-32',
      cell: (run) => <Ago time={run.createdAt} className="text-soft" />,
      parts: [
        { id: 'createdAt', header: t('columns.created'), value: (run) => run.createdAt },
        { id: 'startedAt', header: t('columns.started'), value: (run) => run.startedAt },
        { id: 'finishedAt', header: t('columns.finished'), value: (run) => run.finishedAt },
      ],
    },
  ];
}

type Timed = Pick<RunRow, 'startedAt' | 'finishedAt'>;

/** How long a run took, or has been taking. */
export function RunLength({ run: { startedAt, finishedAt } }: { run: Timed }) {
  const locale = useLocale();
  const { now } = useClock();
  if (!startedAt) return <Nothing />;
  const end = finishedAt ? new Date(finishedAt) : now;
  return (
    <span className="whitespace-nowrap text-soft tabular-nums">
      {runLength(locale, end.getTime() - new Date(startedAt).getTime())}
    </span>
  );
}
