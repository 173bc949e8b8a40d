import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { type Executor, type ExecutorOptions, startExecutor } from './executor.ts';
import { DEFAULT_SCHEMA } from './schema.ts';
import { sqlState } from './store.ts';

const LOOK_EVERY_MS = 2_000;
const NO_SUCH_TABLE = ['42P01', '3F000'];

/** Whether runs or events are left that nobody has finished. False too where there never was an executor. */
export async function hasUnfinished(pool: Pool, schema: string = DEFAULT_SCHEMA): Promise<boolean> {
  try {
    const { rows } = await pool.query<{ left: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM ${schema}.run WHERE state IN ('queued', 'running'))
         OR EXISTS (SELECT 1 FROM ${schema}.event WHERE matched_at IS NULL)
         OR EXISTS (SELECT 1 FROM ${schema}.debounce) AS left`,
    );
    return rows[0]?.left ?? false;
  } catch (error) {
    if (NO_SUCH_TABLE.includes(sqlState(error) ?? '')) return false;
    throw error;
  }
}

/**
 * Finishes what an embedded executor left behind, after an Inngest server has taken over: no cron trigger
 * fires, and it stops by itself when nothing is left. Null when nothing is.
 */
export async function drainExecutor(
  pool: Pool,
  options: ExecutorOptions,
): Promise<Pick<Executor, 'stop'> | null> {
  const { schema = DEFAULT_SCHEMA, log } = options;
  if (!(await hasUnfinished(pool, schema))) return null;
  const executor = await startExecutor({ ...options, schedules: false });
  log?.info({}, 'the embedded executor finishes what it has left');
  const stopping = new AbortController();
  const { signal } = stopping;
  void (async () => {
    while (!signal.aborted) {
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
      const left = await hasUnfinished(pool, schema).catch(() => true);
      if (left || signal.aborted) continue;
      log?.info({}, 'the embedded executor has nothing left');
      return executor.stop();
    }
  })();
  return {
    stop: (timeout) => {
      stopping.abort();
      return executor.stop(timeout);
    },
  };
}
