'use client';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { reportActivity } from '#components/activity.ts';
import { newId } from '#lib/new-id.ts';

export type BulkFailure<Target> = { target: Target; error: unknown };
export type BulkRun<Target> = {
  state: 'idle' | 'running' | 'done';
  total: number;
  done: readonly Target[];
  failures: readonly BulkFailure<Target>[];
};

/**
 * Does the same thing to many, one after the other, and counts. It runs to its end even when whoever started it looks at
 * another page; the outcome waits in the bell under `title`. A retry adds to what is done already.
 */
export function useBulkRun<Target>(title: string, onEnd: () => void) {
  const t = useTranslations('common.bulk');
  const idle: BulkRun<Target> = { state: 'idle', total: 0, done: [], failures: [] };
  const [run, setRun] = useState(idle);
  const before = useRef<readonly Target[]>([]);
  const start = async (targets: readonly Target[], work: (target: Target) => Promise<unknown>) => {
    const id = newId('request');
    const done: Target[] = [...before.current];
    const failures: BulkFailure<Target>[] = [];
    const total = before.current.length + targets.length;
    const tell = (state: BulkRun<Target>['state']) => {
      setRun({ state, total, done: [...done], failures: [...failures] });
      const counts = { done: done.length, failed: failures.length };
      const detail =
        state === 'running'
          ? t('progress', { tried: done.length + failures.length, total })
          : t('outcome', counts);
      const ended = failures.length > 0 ? 'failed' : 'done';
      reportActivity({ id, state: state === 'running' ? 'running' : ended, title, detail, at: Date.now() });
    };
    tell('running');
    for (const target of targets) {
      try {
        await work(target);
        done.push(target);
      } catch (error) {
        failures.push({ target, error });
      }
      tell('running');
    }
    before.current = done;
    tell('done');
    onEnd();
  };
  return { run, start };
}
