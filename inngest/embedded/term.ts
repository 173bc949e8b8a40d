import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Clock } from './clock.ts';
import type { FunctionSpec } from './config.ts';
import { INBOX_BATCH, matchInbox } from './events.ts';
import { runJob, type Worker } from './jobs.ts';
import type { Lease } from './lease.ts';
import type { Protocol } from './protocol.ts';
import { purge } from './purge.ts';
import { fireSchedules, saveFunctions } from './schedules.ts';
import { bossTable } from './schema.ts';
import { createSlots, unpark } from './slots.ts';
import { createStore, isLeaseLost, type Log } from './store.ts';

const IDLE_POLL_MS = 500;
const ERROR_PAUSE_MS = 1_000;
const PURGE_EVERY_MS = 3_600_000;

export type TermOptions = {
  pool: Pool;
  boss: PgBoss;
  schema: string;
  now: Clock;
  log: Log;
  functions: Map<string, FunctionSpec>;
  protocol: Protocol;
  capacity: number;
  retentionDays: number;
  stop: AbortSignal;
};

/** A wish list that the loop works off, and the bell that wakes it. */
export function createBell() {
  const due = { inbox: true, queue: true };
  let ring = () => {};
  const wake = (what: 'inbox' | 'queue', delayMs = 0) => {
    // Later jobs are found by the poll; a timer only spares the near ones the wait for it.
    if (delayMs > IDLE_POLL_MS * 4) return;
    if (delayMs > 0) {
      setTimeout(() => wake(what), delayMs + 1).unref();
      return;
    }
    due[what] = true;
    ring();
  };
  const wait = (millis: number) =>
    new Promise<'rung' | 'timeout'>((resolve) => {
      const timer = setTimeout(() => resolve('timeout'), millis);
      ring = () => {
        clearTimeout(timer);
        resolve('rung');
      };
    });
  return { due, wake, wait, ring: () => ring() };
}

export type Bell = ReturnType<typeof createBell>;

/**
 * Leads until the lease is lost or `stop` is aborted, and returns the jobs still in flight, which the
 * caller may wait for. Nothing is fetched beyond the capacity, and nothing is polled while jobs run.
 */
export async function runTerm(options: TermOptions, lease: Lease, bell: Bell): Promise<Set<Promise<void>>> {
  const { schema, boss, log, capacity, stop } = options;
  const ended = AbortSignal.any([stop, lease.lost]);
  const failed = new AbortController();
  const over = () => ended.aborted || failed.signal.aborted;
  ended.addEventListener('abort', bell.ring);
  const store = createStore({ ...options, epoch: lease.epoch, wake: bell.wake });
  let freed = true;
  const slots = createSlots(() => {
    freed = true;
  });
  const worker: Worker = { store, protocol: options.protocol, slots, busy: new Set() };
  const running = new Set<Promise<void>>();

  const dispatch = (jobs: Awaited<ReturnType<typeof store.fetchJobs>>) => {
    for (const job of jobs) {
      const work = runJob(worker, job)
        .catch((error: unknown) => {
          // The job stays taken; only a new term puts it back into the queue.
          if (!isLeaseLost(error)) log.error({ err: error, job: job.data }, 'a job could not be put off');
          failed.abort();
        })
        .finally(() => {
          running.delete(work);
          bell.ring();
        });
      running.add(work);
    }
  };

  await store.write(async (tx) => {
    const db = {
      executeSql: async (text: string, values?: unknown[]) => ({ rows: await tx.query(text, values) }),
    };
    const active = await tx.query<{ id: string }>(
      `SELECT id FROM ${bossTable} WHERE name = $1 AND state = 'active'`,
      [schema],
    );
    const ids = active.map(({ id }) => id);
    if (ids.length > 0) await boss.fail(schema, ids, null, { db });
  });
  await saveFunctions(store);
  let nextTick = await fireSchedules(store);
  let nextPurge = 0;
  bell.due.inbox = bell.due.queue = true;

  const round = async () => {
    if (bell.due.inbox) {
      bell.due.inbox = false;
      if ((await matchInbox(store)) >= INBOX_BATCH) bell.due.inbox = true;
    }
    const now = options.now();
    if (nextTick && nextTick <= now) nextTick = await fireSchedules(store);
    if (nextPurge <= now.getTime()) {
      nextPurge = now.getTime() + PURGE_EVERY_MS;
      await purge(store, options.retentionDays);
    }
    if (freed) {
      freed = false;
      await unpark(store, slots);
    }
    const free = capacity - running.size;
    if (bell.due.queue && free * 2 >= capacity) {
      bell.due.queue = false;
      const jobs = await store.fetchJobs(free);
      if (jobs.length === free) bell.due.queue = true;
      dispatch(jobs);
    }
  };

  while (!over()) {
    try {
      await round();
    } catch (error) {
      if (isLeaseLost(error)) break;
      log.error({ err: error }, 'a round of the executor failed');
      bell.due.inbox = bell.due.queue = freed = true;
      await bell.wait(ERROR_PAUSE_MS);
      continue;
    }
    const busy = bell.due.queue && (capacity - running.size) * 2 >= capacity;
    if (bell.due.inbox || busy || freed || over()) continue;
    const untilTick = nextTick ? nextTick.getTime() - options.now().getTime() : IDLE_POLL_MS;
    const woken = await bell.wait(Math.min(IDLE_POLL_MS, Math.max(1, untilTick)));
    if (woken === 'timeout') bell.due.inbox = bell.due.queue = true;
  }
  ended.removeEventListener('abort', bell.ring);
  return running;
}
