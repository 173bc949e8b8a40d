import { advanceRun, advanceStep } from './advance.ts';
import type { FunctionSpec } from './config.ts';
import { infrastructureDelay } from './durations.ts';
import { completeStep, finishRun } from './finish.ts';
import { toJson } from './json.ts';
import type { Parking } from './parking.ts';
import type { Progress, Run } from './progress.ts';
import type { Protocol } from './protocol.ts';
import { type Slots, slotOwner, slotsOf } from './slots.ts';
import { settleDebounce } from './start.ts';
import { type ActiveJob, isActive, isLeaseLost, type Store, type Tx } from './store.ts';

const GIVE_UP_MS = 24 * 3_600_000;
const RUN_BUSY_MS = 300;

export type Worker = {
  store: Store;
  progress: Progress;
  protocol: Protocol;
  slots: Slots;
  parking: Parking;
  /** Aborted when no further step may be started. */
  ended: AbortSignal;
  /** The runs that this process is looking for the next step of; only one call may do so at a time. */
  busy: Set<string>;
};

/** Does one job of the queue. Throws only when the lease is lost or the job could not be put off. */
export async function runJob(worker: Worker, job: ActiveJob): Promise<void> {
  try {
    const { data } = job;
    if (data.kind === 'advance') return await advance(worker, job, data.run, data.step);
    await worker.store.write(async (tx) => {
      tx.settle(job);
      if (data.kind === 'wake') await wakeStep(worker.store, tx, data.run, data.step);
      else if (data.kind === 'debounce') await settleDebounce(worker.store, tx, data.key);
      else await enforceDeadline(worker.store, tx, data.run, data.startedAt);
    });
  } catch (error) {
    if (isLeaseLost(error)) throw error;
    await postpone(worker, job, error instanceof Error ? error.message : String(error));
  }
}

async function advance(worker: Worker, job: ActiveJob, runId: string, step?: string): Promise<void> {
  if (step) return advanceAlone(worker, job, runId, step);
  const { store, slots, busy } = worker;
  if (busy.has(runId)) {
    slots.abandon(slotOwner(runId));
    return putBack(store, job, RUN_BUSY_MS);
  }
  // Claimed before the run is read: what was read while another looked for the next step is old by the time it is done.
  busy.add(runId);
  try {
    await advanceAlone(worker, job, runId);
  } finally {
    busy.delete(runId);
  }
}

async function advanceAlone(worker: Worker, job: ActiveJob, runId: string, step?: string): Promise<void> {
  const { store, progress, slots, parking } = worker;
  const owner = slotOwner(runId, step);
  const run = await progress.load(runId);
  if (!run || (run.state !== 'queued' && run.state !== 'running')) {
    slots.abandon(owner);
    return store.write(async (tx) => tx.settle(job));
  }
  const spec = store.functions.get(run.function_id);
  if (!spec) {
    slots.abandon(owner);
    return postpone(worker, job, `the app has no function ${run.function_id}`);
  }
  const needed = slotsOf(spec, run.event);
  const held = slots.acquire(owner, needed);
  if (!held) {
    await parking.park(job, needed);
    return slots.parked(needed);
  }
  try {
    if (run.state === 'queued' && !(await beginRun(worker, job, run, spec))) return;
    const unreachable = (reason: string) => postpone(worker, job, reason);
    const context = { ...worker, job, run, spec, unreachable };
    await (step ? advanceStep(context, step) : advanceRun(context));
  } finally {
    slots.release(held);
  }
}

/** Marks a run as started. False when it is over or waited longer than `timeouts.start` allows. */
async function beginRun(
  { store, progress }: Worker,
  job: ActiveJob,
  run: Run,
  spec: FunctionSpec,
): Promise<boolean> {
  const { startTimeoutMs, finishTimeoutMs } = spec;
  const now = store.now();
  if (startTimeoutMs !== undefined && now.getTime() - run.created_at.getTime() > startTimeoutMs) {
    await store.write(async (tx) => {
      tx.settle(job);
      await cancelLate(store, tx, run.id, 'the run waited longer than timeouts.start allows');
    });
    return false;
  }
  const begun =
    finishTimeoutMs === undefined
      ? await progress.begin(run.id)
      : await beginWithDeadline(store, run.id, now, finishTimeoutMs);
  if (!begun) await store.write(async (tx) => tx.settle(job));
  return begun;
}

function beginWithDeadline(store: Store, run: string, now: Date, timeoutMs: number): Promise<boolean> {
  return store.write(async (tx) => {
    tx.enqueue({ kind: 'deadline', run, startedAt: now.toISOString() }, timeoutMs);
    const rows = await tx.query(
      `UPDATE ${store.schema}.run r SET state = 'running', started_at = $2
       WHERE id = $1 AND ${isActive('r')} RETURNING 1`,
      [run, now],
    );
    return rows.length > 0;
  });
}

/** Ends the life of a run that began at `startedAt`; a run that was retried since has a new deadline. */
async function enforceDeadline(store: Store, tx: Tx, run: string, startedAt: string): Promise<void> {
  const rows = await tx.query(`SELECT 1 FROM ${store.schema}.run WHERE id = $1 AND started_at = $2`, [
    run,
    startedAt,
  ]);
  if (rows[0]) await cancelLate(store, tx, run, 'the run took longer than timeouts.finish allows');
}

async function cancelLate(store: Store, tx: Tx, run: string, message: string): Promise<void> {
  await finishRun(store, tx, run, { state: 'cancelled', error: { name: 'TimeoutError', message } });
}

/** The time of a sleep, a wait or an invocation is over. */
async function wakeStep(store: Store, tx: Tx, run: string, step: string): Promise<void> {
  const rows = await tx.query<{ op: string; due_at: Date | null }>(
    `SELECT op, due_at FROM ${store.schema}.step WHERE run_id = $1 AND id = $2 AND state = 'pending'`,
    [run, step],
  );
  if (!rows[0]) return;
  // Clocks differ between hosts, and a retried run may have slept before under the same name.
  const leftMs = (rows[0].due_at?.getTime() ?? 0) - store.now().getTime();
  if (leftMs > 0) return tx.enqueue({ kind: 'wake', run, step }, leftMs);
  const message = 'the invoked function did not end in time';
  const timedOut = { error: { name: 'InvokeTimeoutError', message } };
  await completeStep(store, tx, run, step, rows[0].op === 'InvokeFunction' ? timedOut : { data: null });
}

/** Puts a job off because of a failure that is not the function's; it uses up none of its attempts. */
async function postpone({ store }: Worker, job: ActiveJob, reason: string): Promise<void> {
  const { data } = job;
  const failures = (data.failures ?? 0) + 1;
  const since = data.since ?? store.now().toISOString();
  const delayMs = infrastructureDelay(failures);
  store.log.warn({ job: data, failures, reason, delayMs }, 'a job could not be done and is put off');
  await store.write(async (tx) => {
    if (!(await tx.holds(job))) return;
    tx.settle(job);
    if ('run' in data) {
      await tx.query(`UPDATE ${store.schema}.run r SET unreachable = $2 WHERE id = $1 AND ${isActive('r')}`, [
        data.run,
        toJson({ failures, since, reason }),
      ]);
    }
    if ('run' in data && store.now().getTime() - Date.parse(since) > GIVE_UP_MS) {
      const error = { name: 'UnreachableError', message: reason };
      await finishRun(store, tx, data.run, { state: 'failed', error });
    } else tx.enqueue({ ...data, failures, since }, delayMs);
  });
}

async function putBack(store: Store, job: ActiveJob, delayMs: number): Promise<void> {
  await store.write(async (tx) => {
    tx.settle(job);
    tx.enqueue(job.data, delayMs);
  });
}
