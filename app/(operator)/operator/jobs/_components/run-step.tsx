'use client';
import { Check, Circle, Clock3, Minus, RotateCw, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Moment } from '#components/ago.tsx';
import { JsonView } from '#components/json-view.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { Collapsible } from '#components/ui/collapsible.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { asJson } from './as-json.ts';
import { Fault } from './fault.tsx';
import { runLength } from './run-length.ts';
import type { Step } from './run-types.ts';

type Look = { icon: ReactNode; className: string };

const looks: Record<Step['state'], Look> = {
  pending: { icon: <Spinner className="size-3.5" />, className: 'border-accent text-accent-ink' },
  retrying: {
    icon: <RotateCw aria-hidden className="size-3.5" />,
    className: 'border-warning/40 bg-warning-soft text-warning',
  },
  done: {
    icon: <Check aria-hidden className="size-3.5" />,
    className: 'border-success/40 bg-success-soft text-success',
  },
  failed: {
    icon: <X aria-hidden className="size-3.5" />,
    className: 'border-danger/40 bg-danger-soft text-danger',
  },
  cancelled: { icon: <Minus aria-hidden className="size-3.5" />, className: 'border-line-strong text-faint' },
};

/** Nothing is at work while a step sleeps or waits. */
const idle: Look = {
  icon: <Clock3 aria-hidden className="size-3.5" />,
  className: 'border-line-strong text-soft',
};

/** The stretch of time that all steps lie in, in milliseconds. */
export type Stretch = { from: number; to: number };

type RunStepProps = { step: Step; last: boolean; stretch: Stretch };

/** One step of a run: how it went, how long it took, what it gave or why it failed. */
export function RunStep({ step, last, stretch }: RunStepProps) {
  const t = useTranslations('operator.jobs.step');
  const locale = useLocale();
  const { kind, state, startedAt, finishedAt, output, error } = step;
  const waiting = state === 'pending' && kind !== 'run' && kind !== 'other';
  const look = waiting ? idle : looks[state];
  const took = finishedAt
    ? runLength(locale, new Date(finishedAt).getTime() - new Date(startedAt).getTime())
    : null;
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {last ? null : (
        <span aria-hidden className="absolute top-7 bottom-1 left-3 w-px -translate-x-1/2 bg-line-strong" />
      )}
      <span
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full border bg-surface',
          look.className,
        )}
      >
        {look.icon}
      </span>
      <div className="min-w-0 flex-1 space-y-1.5 pt-0.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
          <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 font-medium text-ink text-sm">
            <span className="min-w-0 break-words">{step.name}</span>
            {kind === 'run' ? null : <Badge>{t(`kind.${kind}`)}</Badge>}
            <span className="sr-only">{t(`state.${state}`)}</span>
          </p>
          <p className="flex flex-wrap items-baseline gap-x-2 text-faint text-xs tabular-nums">
            {step.attempts > 1 ? <span>{t('attempts', { count: step.attempts })}</span> : null}
            {took ? <span>{took}</span> : <span aria-hidden>{t(`state.${state}`)}</span>}
            <Moment time={startedAt} seconds />
          </p>
        </div>
        <Span step={step} stretch={stretch} />
        {step.waitsFor ? (
          <p className="break-words text-sm text-soft">{t('waitsFor', { event: step.waitsFor })}</p>
        ) : null}
        <Due step={step} />
        {error ? <Fault fault={error} /> : null}
        {hasContent(output) ? (
          <Collapsible title={t('output')}>
            <JsonView value={asJson(output)} label={`${step.name}: ${t('output')}`} />
          </Collapsible>
        ) : null}
      </div>
    </li>
  );
}

/** Where in the run the step lies, and how much of it it took. What it says stands in figures above. */
function Span({ step: { startedAt, finishedAt }, stretch: { from, to } }: Omit<RunStepProps, 'last'>) {
  const length = Math.max(1, to - from);
  const began = new Date(startedAt).getTime();
  const ended = finishedAt ? new Date(finishedAt).getTime() : to;
  const left = Math.min(99, Math.max(0, ((began - from) / length) * 100));
  const width = Math.min(100 - left, Math.max(1, ((ended - began) / length) * 100));
  return (
    <div aria-hidden className="h-1 overflow-hidden rounded-full bg-hover">
      <div
        className="h-full rounded-full bg-chart-1"
        style={{ marginLeft: `${left}%`, width: `${width}%` }}
      />
    </div>
  );
}

/** When something comes next, while anything does. */
function Due({ step: { state, kind, dueAt } }: { step: Step }) {
  const t = useTranslations('operator.jobs.step');
  if (!dueAt || (state !== 'pending' && state !== 'retrying')) return null;
  const words = state === 'retrying' ? 'dueRetry' : kind === 'sleep' ? 'dueSleep' : 'dueWait';
  return (
    <p className="text-faint text-xs">{t.rich(words, { time: () => <Moment time={dueAt} seconds /> })}</p>
  );
}

const hasContent = (value: unknown) => value !== null && value !== undefined;

/** What a run has not begun yet. */
export function NoSteps({ over }: { over: boolean }) {
  const t = useTranslations('operator.jobs.run');
  return (
    <p className="flex items-center gap-2 text-sm text-soft">
      <Circle aria-hidden className="size-2 text-faint" />
      {t(over ? 'noStepsOver' : 'noSteps')}
    </p>
  );
}
