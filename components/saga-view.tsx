'use client';
import { Check, Circle, Minus, RotateCcw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Collapsible } from '#components/ui/collapsible.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Ago, Moment } from './ago.tsx';
import { CopyButton } from './copy-button.tsx';
import { type JsonValue, JsonView } from './json-view.tsx';

export type SagaStepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

export type SagaStep = {
  id: string;
  title: ReactNode;
  state: SagaStepState;
  /** RFC 3339; when the state was reached. */
  at?: string | null;
  attempts?: number;
  /** When a failed step is tried again by itself. */
  nextAttemptAt?: string | null;
  /** One sentence: what was found, or why it failed. */
  note?: ReactNode;
  /** How long it took, in words. */
  took?: string | undefined;
  /** One line for each thing that was switched or looked at. */
  proof?: readonly Proof[];
  /** Under which the cloud knows the calls. */
  requestIds?: readonly string[];
  /** What the cloud answered, as kept, where it has no lines of its own. */
  evidence?: JsonValue;
};

export type Proof = {
  id: string;
  label: string;
  /** What was done with it. */
  done: string;
  /** What was read back afterwards. */
  state?: string;
  changed: boolean;
};

type SagaViewProps = {
  steps: readonly SagaStep[];
  /** RFC 3339; on that day the steps say the time alone. */
  startedAt?: string;
  /** Offered on failed steps; leave out where the reader may not. */
  onRetry?: ((stepId: string) => void) | undefined;
  retrying?: string | null;
  className?: string;
};

const marks: Record<SagaStepState, { icon: ReactNode; className: string }> = {
  waiting: { icon: <Circle aria-hidden className="size-2" />, className: 'border-line-strong text-faint' },
  running: { icon: <Spinner className="size-3.5" />, className: 'border-accent text-accent-ink' },
  done: {
    icon: <Check aria-hidden className="size-3.5" />,
    className: 'border-success/40 bg-success-soft text-success',
  },
  failed: {
    icon: <X aria-hidden className="size-3.5" />,
    className: 'border-danger/40 bg-danger-soft text-danger',
  },
  skipped: { icon: <Minus aria-hidden className="size-3.5" />, className: 'border-line-strong text-faint' },
};

/** The steps of a cut-off or restore, with their state, time and proof. */
export function SagaView({ steps, startedAt, onRetry, retrying, className }: SagaViewProps) {
  const t = useTranslations('common.saga');
  return (
    <ol aria-label={t('steps')} className={cn('relative', className)}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          aria-current={step.state === 'running' ? 'step' : undefined}
          className="relative flex gap-3 pb-5 last:pb-0"
        >
          {index < steps.length - 1 ? (
            <span
              aria-hidden
              className="absolute top-7 bottom-1 left-3 w-px -translate-x-1/2 bg-line-strong"
            />
          ) : null}
          <span
            className={cn(
              'grid size-6 shrink-0 place-items-center rounded-full border bg-surface',
              marks[step.state].className,
            )}
          >
            {marks[step.state].icon}
          </span>
          <div className="min-w-0 flex-1 space-y-1 pt-0.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p
                className={cn(
                  'font-medium text-sm',
                  step.state === 'waiting' || step.state === 'skipped' ? 'text-soft' : 'text-ink',
                )}
              >
                {step.title}
                <span className="sr-only"> – {t(`state.${step.state}`)}</span>
              </p>
              <p className="flex items-baseline gap-2 text-faint text-xs">
                {step.attempts && step.attempts > 1 ? (
                  <span>{t('attempt', { count: step.attempts })}</span>
                ) : null}
                {step.took ? <span>{step.took}</span> : null}
                {step.at && step.state !== 'running' ? null : (
                  <span aria-hidden>{t(`state.${step.state}`)}</span>
                )}
                {step.at ? <Moment time={step.at} seconds within={startedAt} /> : null}
              </p>
            </div>
            {step.note ? (
              <p className={cn('text-pretty text-sm', step.state === 'failed' ? 'text-danger' : 'text-soft')}>
                {step.note}
              </p>
            ) : null}
            {step.nextAttemptAt ? (
              <p className="text-faint text-xs">
                {t.rich('nextRich', { time: () => <Ago time={step.nextAttemptAt ?? null} /> })}
              </p>
            ) : null}
            {step.evidence !== undefined || step.proof?.length || step.requestIds?.length ? (
              <Collapsible title={t('evidenceCount', { count: step.proof?.length ?? 0 })}>
                <Evidence step={step} />
              </Collapsible>
            ) : null}
            {step.state === 'failed' && onRetry ? (
              <Button
                size="sm"
                className="mt-1"
                pending={retrying === step.id}
                onClick={() => onRetry(step.id)}
              >
                <RotateCcw aria-hidden className="size-3.5" />
                {t('retryStep')}
              </Button>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Evidence({ step: { proof = [], requestIds = [], evidence } }: { step: SagaStep }) {
  const t = useTranslations('common.saga');
  return (
    <div className="space-y-2 text-xs">
      {proof.length > 0 ? (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {proof.map((item) => (
            <li key={item.id} className="flex flex-wrap items-center justify-between gap-x-4 px-2.5 py-1.5">
              <code className="min-w-0 max-w-full truncate font-mono text-ink" title={item.label}>
                {item.label}
              </code>
              <span className="flex shrink-0 items-center gap-1.5 text-soft">
                {item.changed ? <Check aria-hidden className="size-3 text-success" /> : null}
                {item.done}
                {item.state ? <span className="text-faint">{item.state}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {requestIds.length > 0 ? (
        <div className="flex items-center gap-1 text-faint">
          <span>{t('requestIds', { count: requestIds.length })}</span>
          <CopyButton value={requestIds.join('\n')} label={t('copyRequestIds')} />
        </div>
      ) : null}
      {evidence === undefined ? null : <JsonView value={evidence} label={t('evidence')} />}
    </div>
  );
}
