'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { z } from 'zod';
import type { SagaStep, SagaStepState } from '#components/saga-view.tsx';
import type { sagaOut, sagaStepOut } from '#server/cut-off/schema.ts';
import { useStepTitle } from './saga-words.ts';

export type Saga = z.output<typeof sagaOut>;
type Step = z.output<typeof sagaStepOut>;

const states: Record<Step['state'], SagaStepState> = {
  pending: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
};

/** A saga's steps in words: what was switched, what was read back, or why it stopped. */
export function useSagaSteps(): (saga: Saga) => SagaStep[] {
  const t = useTranslations('cutOff.step');
  const titleOf = useStepTitle();
  return useCallback(
    (saga) =>
      saga.steps.map((step) => ({
        id: step.id,
        title: titleOf(saga.kind, step.name),
        state: saga.finishedAt && step.state === 'pending' ? 'skipped' : states[step.state],
        at: step.finishedAt ?? step.startedAt,
        attempts: step.attempts,
        note: noteOf(step, saga.state === 'running', t),
        ...(step.evidence && hasProof(step.evidence) ? { evidence: { ...step.evidence } } : {}),
      })),
    [t, titleOf],
  );
}

function noteOf(step: Step, running: boolean, t: ReturnType<typeof useTranslations<'cutOff.step'>>) {
  if (step.error) {
    return (
      <>
        {step.error.message}{' '}
        <span className="font-mono text-faint text-xs">
          {step.error.requestId ? `${step.error.reason} · ${step.error.requestId}` : step.error.reason}
        </span>
        {running ? <span className="block text-soft">{t('retrying')}</span> : null}
      </>
    );
  }
  if (!step.evidence) return null;
  const { changed, observed } = step.evidence;
  const count = observed.length;
  if (step.name === 'snapshot') return t('recorded', { count });
  if (step.name === 'verify' && changed.length === 0) return t('verified', { count });
  if (changed.length === 0 && count === 0) return t('nothing');
  return t('proof', { changed: changed.length, observed: count });
}

function hasProof({ changed, observed, requestIds }: NonNullable<Step['evidence']>): boolean {
  return changed.length + observed.length + requestIds.length > 0;
}
