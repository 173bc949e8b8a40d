import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Clock } from './clock.ts';
import type { FunctionSpec } from './config.ts';
import { INBOX_BATCH, matchInbox } from './events.ts';
import { runJob, type Worker } from './jobs.ts';
import type { Lease } from './lease.ts';
import { createParking } from './parking.ts';
import { createPlaces } from './places.ts';
import { createProgress } from './progress.ts';
import type { Protocol } from './protocol.ts';
import { purge } from './purge.ts';
import { fireSchedules, saveFunctions } from './schedules.ts';
import { bossTable } from './schema.ts';
import { createSlots } from './slots.ts';
import { type ActiveJob, createStore, type EndedRun, isLeaseLost, type Log, type Store } from './store.ts';

const IDLE_POLL_MS = 500;
const ERROR_PAUSE_MS = 1_000;
const PURGE_EVERY_MS = 3_600_000;
/** While most places are taken, the free ones are filled this often, several at a time. */
const GATHER_MS = 20;

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
  /** Whether cron triggers fire; if not, their clocks stand still until somebody fires them again. */
  schedules: boolean;
  stop: AbortSignal;
  onEnded?: ((run: EndedRun) => void) | undefined;
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
 * caller may wait for. Nothing is fetched beyond the capacity.
 */
export async function runTerm(options: TermOptions, lease: Lease, bell: Bell): Promise<Set<Promise<void>>> {
  const { log, stop } = options;
  const failed = new AbortController();
  const ended = AbortSignal.any([stop, lease.lost, failed.signal]);
  ended.addEventListener('abort', bell.ring);
  const store = createStore({ ...options, epoch: lease.epoch, wake: bell.wake });
  let freed = true;
  const slots = createSlots(() => {
    freed = true;
  });
  const parking = createParking(store, slots);
  const { protocol } = options;
  const progress = createProgress(store);
  const worker: Worker = { store, progress, protocol, slots, parking, ended, busy: new Set() };
  const places = createPlaces(options.capacity);
  // Whether jobs stayed in the queue because their function has its share of the places.
  let leftOut = false;

  const dispatch = (job: ActiveJob) => {
    const work = runJob(worker, job)
      .catch((error: unknown) => {
        // The job stays taken; only a new term puts it back into the queue.
        if (!isLeaseLost(error)) log.error({ err: error, job: job.data }, 'a job could not be put off');
        failed.abort();
      })
      .finally(() => {
        places.leave(job, work);
        if (leftOut) bell.due.queue = true;
        bell.ring();
      });
    places.take(job, work);
  };

  await requeueInterrupted(store, options.boss);
  if (options.schedules) await saveFunctions(store);
  let nextTick = options.schedules ? await fireSchedules(store) : null;
  let nextPurge = 0;
  let polledAt = performance.now();
  let fetchedAt = 0;
  bell.due.inbox = bell.due.queue = true;

  /** How long a fetch has to wait: not at all when it is worth it, else until some more jobs have ended. */
  const untilFetch = () => {
    if (!bell.due.queue || places.free() === 0) return Number.POSITIVE_INFINITY;
    if (places.free() * 2 >= options.capacity) return 0;
    return Math.max(0, fetchedAt + GATHER_MS - performance.now());
  };

  const round = async () => {
    if (performance.now() - polledAt >= IDLE_POLL_MS) {
      polledAt = performance.now();
      bell.due.inbox = bell.due.queue = true;
    }
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
      if (await parking.unpark()) freed = true;
    }
    if (untilFetch() > 0) return;
    bell.due.queue = false;
    const { limit, exceptOf } = places.offer();
    leftOut = exceptOf.length > 0;
    const jobs = await store.fetchJobs(limit, exceptOf);
    fetchedAt = performance.now();
    if (jobs.length === limit) bell.due.queue = true;
    for (const job of jobs) dispatch(job);
  };

  while (!ended.aborted) {
    try {
      await round();
    } catch (error) {
      if (isLeaseLost(error)) break;
      log.error({ err: error }, 'a round of the executor failed');
      bell.due.inbox = bell.due.queue = freed = true;
      await bell.wait(ERROR_PAUSE_MS);
      continue;
    }
    const fetchIn = untilFetch();
    if (bell.due.inbox || fetchIn === 0 || freed || ended.aborted) continue;
    const tickIn = nextTick ? nextTick.getTime() - options.now().getTime() : IDLE_POLL_MS;
    const pollIn = polledAt + IDLE_POLL_MS - performance.now();
    await bell.wait(Math.max(1, Math.min(pollIn, tickIn, fetchIn)));
  }
  ended.removeEventListener('abort', bell.ring);
  return places.inUse;
}

/** Puts what the last leader had in flight back into the queue. */
async function requeueInterrupted(store: Store, boss: PgBoss): Promise<void> {
  await store.write(async (tx) => {
    const db = {
      executeSql: async (text: string, values?: unknown[]) => ({ rows: await tx.query(text, values) }),
    };
    const active = await tx.query<{ id: string }>(
      `SELECT id FROM ${bossTable} WHERE name = $1 AND state = 'active'`,
      [store.schema],
    );
    const ids = active.map(({ id }) => id);
    if (ids.length > 0) await boss.fail(store.schema, ids, null, { db });
  });
}
