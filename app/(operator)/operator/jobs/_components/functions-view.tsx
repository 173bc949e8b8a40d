'use client';
import { useQuery } from '@tanstack/react-query';
import { Cog } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { useClock } from '#components/clock.tsx';
import { Nothing } from '#components/data-table/clipped.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { formatAgo, formatCount, formatDate } from '#lib/i18n/format.ts';
import type { JobsOut } from '#server/platform/schema.ts';
import { JobsElsewhere } from './elsewhere.tsx';
import { useFunctionName } from './function-name.tsx';
import { runLength } from './run-length.ts';
import { RunStateBadge } from './run-state.tsx';
import { runsHref } from './run-table.ts';
import { useCronWords } from './use-cron-words.ts';

const REFRESH_MS = 15_000;

type JobFunction = JobsOut['functions'][number];

/** Every function: what starts it, when it comes next, and what it did in a day. */
export function FunctionsView() {
  const t = useTranslations('operator.jobs.functions');
  const trpc = useTRPC();
  const jobs = useQuery(trpc.platform.jobs.queryOptions({}, { refetchInterval: REFRESH_MS }));
  if (!jobs.data) {
    return jobs.isError ? (
      <ProblemPanel error={jobs.error} onRetry={() => void jobs.refetch()} retrying={jobs.isRefetching} />
    ) : (
      <FunctionsWaiting />
    );
  }
  const { place, functions } = jobs.data;
  if (!place.embedded) return <JobsElsewhere address={place.address} />;
  return (
    <div className="rounded-lg border border-line bg-surface">
      {functions.length === 0 ? (
        <EmptyState icon={<Cog />} title={t('empty.title')}>
          {t('empty.body')}
        </EmptyState>
      ) : (
        <>
          <FunctionTable functions={functions} />
          <ul className="divide-y divide-line sm:hidden">
            {functions.map((each) => (
              <FunctionCard key={each.id} of={each} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

export function FunctionsWaiting() {
  return (
    <div aria-busy="true" className="divide-y divide-line rounded-lg border border-line bg-surface">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <div key={row} className="px-4 py-3.5">
          <Skeleton className="h-5 w-full" />
        </div>
      ))}
    </div>
  );
}

function FunctionTable({ functions }: { functions: readonly JobFunction[] }) {
  const t = useTranslations('operator.jobs.functions');
  const figures = useFigures();
  return (
    <div className="hidden sm:block">
      <Table aria-label={t('label')}>
        <TableHead>
          <TableRow>
            <TableHeader className="pl-4">{t('columns.function')}</TableHeader>
            <TableHeader>{t('columns.trigger')}</TableHeader>
            <TableHeader>{t('columns.next')}</TableHeader>
            <TableHeader align="end">{t('columns.runs')}</TableHeader>
            <TableHeader align="end">{t('columns.failed')}</TableHeader>
            <TableHeader align="end">{t('columns.median')}</TableHeader>
            <TableHeader className="pr-4">{t('columns.last')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {functions.map((each) => (
            <TableRow key={each.id}>
              <TableCell className="whitespace-nowrap pl-4">
                <NameLink of={each} />
              </TableCell>
              <TableCell className="text-soft">
                <Triggers of={each} />
              </TableCell>
              <TableCell className="text-soft">
                <NextTick of={each} />
              </TableCell>
              <TableCell align="end">{figures.count(each.runs)}</TableCell>
              <TableCell align="end" className={cn(each.failed > 0 && 'font-medium text-danger')}>
                {figures.count(each.failed)}
              </TableCell>
              <TableCell align="end" className="text-soft">
                {figures.length(each.medianMs)}
              </TableCell>
              <TableCell className="whitespace-nowrap pr-4">
                <LastRun of={each} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** The same on a phone. */
function FunctionCard({ of }: { of: JobFunction }) {
  const t = useTranslations('operator.jobs.functions.columns');
  const figures = useFigures();
  const facts = [
    { term: t('next'), value: <NextTick of={of} /> },
    { term: t('runs'), value: figures.count(of.runs) },
    {
      term: t('failed'),
      value: <span className={cn(of.failed > 0 && 'text-danger')}>{figures.count(of.failed)}</span>,
    },
    { term: t('median'), value: figures.length(of.medianMs) },
  ];
  return (
    <li className="space-y-2 px-4 py-3 text-sm">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <NameLink of={of} />
          <p className="text-soft">
            <Triggers of={of} />
          </p>
        </div>
        <LastRun of={of} />
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1 tabular-nums">
        {facts.map(({ term, value }) => (
          <div key={term} className="flex justify-between gap-2">
            <dt className="text-faint">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function NameLink({ of }: { of: JobFunction }) {
  const functionName = useFunctionName();
  return (
    <Link href={runsHref(of.id)} className="font-medium text-ink underline-offset-4 hover:underline">
      {functionName(of.id)}
    </Link>
  );
}

const FAILED = 'inngest/function.failed';

function Triggers({ of: { events, crons } }: { of: JobFunction }) {
  const t = useTranslations('operator.jobs.functions');
  const cronWords = useCronWords();
  const words = [
    ...crons.map(({ cron }) => cronWords(cron)),
    // A function after a failure says so in its name.
    ...events.filter((event) => event !== FAILED).map((event) => t('onEvent', { event })),
  ];
  return words.length > 0 ? words.join(' · ') : <Nothing />;
}

function NextTick({ of: { crons } }: { of: JobFunction }) {
  const locale = useLocale();
  const { now, timeZone } = useClock();
  const [next] = crons.flatMap(({ nextAt }) => nextAt ?? []).sort();
  if (!next) return <Nothing />;
  // What is due this moment is not "in 0 s"; the next answer brings the tick after it.
  const ahead = new Date(next) > now ? formatAgo(locale, next, now) : null;
  return (
    <span className="whitespace-nowrap tabular-nums">
      <time dateTime={next} title={`${formatDate(locale, next, 'UTC', 'second')} · UTC`}>
        {formatDate(locale, next, timeZone, 'weekTime')}
      </time>
      {ahead ? <span className="ml-2 text-faint">{ahead}</span> : null}
    </span>
  );
}

function LastRun({ of: { last } }: { of: JobFunction }) {
  const t = useTranslations('operator.jobs.functions');
  if (!last) return <span className="text-faint">{t('never')}</span>;
  return (
    <Link
      href={`/operator/jobs/runs/${last.id}`}
      className="inline-flex items-center gap-2 underline-offset-4 hover:underline"
    >
      <RunStateBadge state={last.state} />
      <Ago time={last.createdAt} className="text-soft" />
    </Link>
  );
}

function useFigures() {
  const locale = useLocale();
  return {
    count: (value: number) => formatCount(locale, value),
    length: (ms: number | null) => (ms === null ? <Nothing /> : runLength(locale, ms)),
  };
}
