'use client';
import { useState } from 'react';

export type BulkFailure<Target> = { target: Target; error: unknown };
export type BulkRun<Target> = {
  state: 'idle' | 'running' | 'done';
  total: number;
  done: number;
  failures: readonly BulkFailure<Target>[];
};

/**
 * Does the same thing to many, one after the other, and counts. It runs to its end even when whoever started it is gone;
 * `onEnd` then hears of the outcome.
 */
export function useBulkRun<Target>(onEnd: (outcome: { done: number; failed: number }) => void) {
  const [run, setRun] = useState<BulkRun<Target>>({ state: 'idle', total: 0, done: 0, failures: [] });
  const start = async (targets: readonly Target[], work: (target: Target) => Promise<unknown>) => {
    let done = 0;
    const failures: BulkFailure<Target>[] = [];
    const tell = (state: BulkRun<Target>['state']) =>
      setRun({ state, total: targets.length, done, failures: [...failures] });
    tell('running');
    for (const target of targets) {
      try {
        await work(target);
        done += 1;
      } catch (error) {
        failures.push({ target, error });
      }
      tell('running');
    }
    tell('done');
    onEnd({ done, failed: failures.length });
  };
  return { run, start };
}
