'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { z } from 'zod';
import type { Proof, SagaStep, SagaStepState } from '#components/saga-view.tsx';
import { formatDuration } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';
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
  const words = useTranslations('quotas.proof');
  const locale = useLocale();
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
        took: tookOf(step, locale),
        ...(step.evidence ? { proof: proofOf(step, words), requestIds: step.evidence.requestIds } : {}),
      })),
    [t, titleOf, words, locale],
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

/** From a second on; what is quicker needs no telling. */
function tookOf({ startedAt, finishedAt }: Step, locale: Locale): string | undefined {
  if (!startedAt || !finishedAt) return undefined;
  const took = Date.parse(finishedAt) - Date.parse(startedAt);
  return took < 1_000 ? undefined : formatDuration(locale, took);
}

/** Each thing of a step once: switched or found as wanted, and how it was read back. */
function proofOf({ name, evidence }: Step, t: ReturnType<typeof useTranslations<'quotas.proof'>>): Proof[] {
  if (!evidence) return [];
  const changed = new Set(evidence.changed.map(({ id }) => id));
  const observed = new Map(evidence.observed.map((item) => [item.id, item]));
  const items = [...evidence.observed, ...evidence.changed.filter(({ id }) => !observed.has(id))];
  // The last look of a cut-off keeps what everything was before; what counts is that nothing of it works.
  const looked = name === 'verify' && changed.size === 0;
  const stateOf = (state: string | undefined) =>
    state === 'on' || state === 'off' ? t(`state.${state}`) : state;
  return items.map(({ id, label }) => {
    const state = stateOf(observed.get(id)?.state);
    if (name === 'snapshot')
      return { id, label, done: t('recorded', { state: state ?? '' }), changed: false };
    if (looked) return { id, label, done: t('looked'), changed: true };
    const done = t(changed.has(id) ? 'switched' : 'already');
    return {
      id,
      label,
      done,
      changed: changed.has(id),
      ...(state === undefined ? {} : { state: t('readBack', { state }) }),
    };
  });
}
