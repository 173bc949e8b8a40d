'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleStop, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago, Moment } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { type Definition, DefinitionList } from '#components/definition-list.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { JsonView } from '#components/json-view.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { asJson } from './as-json.ts';
import { Fault } from './fault.tsx';
import { useFunctionName } from './function-name.tsx';
import { RunLength, TIMER } from './run-columns.tsx';
import { runLength } from './run-length.ts';
import { orderFor } from './run-orders.tsx';
import { RunStateBadge } from './run-state.tsx';
import { NoSteps, RunStep } from './run-step.tsx';
import { runsHref } from './run-table.ts';
import type { Run } from './run-types.ts';

const OrderDialog = lateComponent(() => import('./run-orders.tsx').then((m) => m.OrderDialog));

const REFRESH_MS = 2_000;
/** A run that is over changes only when somebody retries it. */
const REST_MS = 15_000;

/** One run: what started it, every step with what came of it, and what can be done about it. */
export function RunView({ runId }: { runId: string }) {
  const trpc = useTRPC();
  const run = useQuery(
    trpc.platform.run.queryOptions(
      { runId },
      { refetchInterval: ({ state }) => (state.data?.finishedAt ? REST_MS : REFRESH_MS) },
    ),
  );
  const functionName = useFunctionName();
  const name = run.data ? functionName(run.data.functionId) : runId;
  const crumbs = <PageChrome crumbs={useMemo(() => [{ label: name }], [name])} />;
  if (!run.data)
    return run.isError ? <ProblemPanel error={run.error} onRetry={() => void run.refetch()} /> : crumbs;
  return (
    <div className="space-y-6">
      {crumbs}
      <PageHeader
        title={name}
        status={<RunStateBadge state={run.data.state} />}
        meta={
          <span className="flex min-w-0 items-center gap-1">
            <code className="min-w-0 break-all font-mono text-xs">{runId}</code>
            <CopyButton value={runId} />
          </span>
        }
        actions={<OrderButton run={run.data} />}
      />
      {run.isError ? <ProblemPanel error={run.error} /> : null}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-8">
          <Steps run={run.data} />
          <Result run={run.data} />
        </div>
        <Facts run={run.data} />
      </div>
    </div>
  );
}

function OrderButton({ run }: { run: Run }) {
  const t = useTranslations('operator.jobs.run');
  const forbidden = useTranslations('common')('notAllowed');
  const may = useCan('platform:jobs');
  const [asking, setAsking] = useState(false);
  const order = orderFor(run.state);
  if (!order) return null;
  const Icon = order === 'retry' ? RotateCcw : CircleStop;
  return (
    <>
      <Button
        variant={order === 'retry' ? 'primary' : 'danger-quiet'}
        disabled={!may}
        title={may ? undefined : forbidden}
        onClick={() => setAsking(true)}
      >
        <Icon aria-hidden />
        {t(order)}
      </Button>
      {asking ? <OrderDialog order={order} runId={run.id} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Steps({ run }: { run: Run }) {
  const t = useTranslations('operator.jobs.run');
  const { now } = useClock();
  const times = run.steps.flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt ?? now]);
  const ends = times.map((time) => new Date(time).getTime());
  const stretch = { from: Math.min(...ends), to: Math.max(...ends) };
  return (
    <Section title={t('steps')}>
      <div className="rounded-lg border border-line bg-surface p-4">
        {run.steps.length === 0 ? (
          <NoSteps over={run.finishedAt !== null} />
        ) : (
          <ol>
            {run.steps.map((step, index) => (
              <RunStep key={step.id} step={step} last={index === run.steps.length - 1} stretch={stretch} />
            ))}
          </ol>
        )}
      </div>
    </Section>
  );
}

function Result({ run }: { run: Run }) {
  const t = useTranslations('operator.jobs.run');
  return (
    <>
      {run.error ? (
        <Section title={t('error')}>
          <div className="rounded-lg border border-danger/40 bg-surface p-4">
            <Fault fault={run.error} />
          </div>
        </Section>
      ) : null}
      {run.output === null || run.output === undefined ? null : (
        <Section title={t('output')}>
          <JsonView value={asJson(run.output)} label={t('document', { name: t('output') })} />
        </Section>
      )}
      <Section title={t('input')}>
        <JsonView
          value={asJson({ name: run.event.name, data: run.event.data })}
          label={t('document', { name: t('input') })}
        />
      </Section>
    </>
  );
}

const DOINGS = { 'run.retry': 'run_retry', 'run.cancel': 'run_cancel' } as const;

function Facts({ run }: { run: Run }) {
  const t = useTranslations('operator.jobs');
  const locale = useLocale();
  const functionName = useFunctionName();
  const moment = (time: string | null) =>
    time ? <Moment time={time} seconds /> : <span className="text-faint">{t('run.notYet')}</span>;
  const waited = run.startedAt ? new Date(run.startedAt).getTime() - new Date(run.createdAt).getTime() : null;
  const items: Definition[] = [
    {
      term: t('run.function'),
      value: (
        <Link href={runsHref(run.functionId)} className="text-accent-ink underline-offset-4 hover:underline">
          {functionName(run.functionId)}
        </Link>
      ),
    },
    { term: t('run.tenant'), value: run.tenant ? run.tenant.name : t('run.whole') },
    {
      term: t('runs.columns.trigger'),
      value: run.trigger === TIMER ? t('runs.schedule') : run.trigger,
    },
    { term: t('run.created'), value: moment(run.createdAt) },
    { term: t('run.started'), value: moment(run.startedAt) },
    { term: t('run.finished'), value: moment(run.finishedAt) },
    ...(waited === null ? [] : [{ term: t('run.waited'), value: runLength(locale, waited) }]),
    { term: t('run.took'), value: <RunLength run={run} /> },
  ];
  return (
    <Section title={t('run.facts')}>
      <DefinitionList items={items} className="rounded-lg border border-line bg-surface px-4 py-1" />
      {run.doings.length > 0 ? (
        <ul className="space-y-1 text-sm text-soft">
          {run.doings.map(({ action, actorName, at }) => (
            <li key={at}>
              {action === 'run.retry' || action === 'run.cancel'
                ? t.rich(`run.doing.${DOINGS[action]}`, { name: actorName, time: () => <Ago time={at} /> })
                : `${action} · ${actorName}`}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
