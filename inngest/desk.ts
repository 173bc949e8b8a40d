/** The embedded executor's state for whoever shows it; it works in every process, whether that one runs jobs or not. */
import type { JobDesk } from '#server/core/job-desk.ts';
import { executorPool } from '#server/core/jobs.ts';
import { readHealth } from './embedded/executor.ts';
import { cancelRun, getRun, listActivity, listFunctions, listRuns, retryRun } from './embedded/runs.ts';

const NOTHING_YET = ['42P01', '3F000'];

export function executorDesk(): JobDesk {
  const pool = executorPool();
  return {
    figures: () => orNothing(readHealth(pool), { queued: 0, running: 0, oldestSeconds: null, failed24h: 0 }),
    functions: () => orNothing(listFunctions(pool), []),
    activity: (since) => orNothing(listActivity(pool, since), { activity: [], latest: [] }),
    runs: (filter) => orNothing(listRuns(pool, filter), []),
    run: (id) => orNothing(getRun(pool, id), null),
    retry: (id) => orNothing(retryRun(pool, id), false),
    cancel: (id) => orNothing(cancelRun(pool, id), false),
  };
}

/** The first process that runs jobs makes the executor's tables; until then there is nothing to show. */
async function orNothing<T>(answer: Promise<T>, nothing: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (NOTHING_YET.includes(code)) return nothing;
    throw error;
  }
}
