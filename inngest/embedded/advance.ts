import type { FunctionSpec } from './config.ts';
import { retryDelay } from './durations.ts';
import { completeStep, finishRun } from './finish.ts';
import { type EventPayload, type RunError, toJson, toRunError } from './json.ts';
import { planSteps } from './plan.ts';
import type { Op, Outcome, Protocol } from './protocol.ts';
import { type ActiveJob, isActive, type Store } from './store.ts';

type StepState = 'pending' | 'retrying' | 'done' | 'failed' | 'cancelled';
type StepRow = { id: string; state: StepState; attempt: number; value: unknown };

export type Run = {
  id: string;
  function_id: string;
  state: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  event: EventPayload;
  attempt: number;
  created_at: Date;
  steps: StepRow[];
};

/** A run with its steps in the order in which they finished. */
export async function loadRun(store: Store, id: string): Promise<Run | null> {
  const rows = await store.read<Run>(
    `SELECT r.id, r.function_id, r.state, r.event, r.attempt, r.created_at,
       (SELECT coalesce(json_agg(json_build_object('id', s.id, 'state', s.state, 'attempt', s.attempt,
          'value', s.value) ORDER BY s.position), '[]')
        FROM ${store.schema}.step s WHERE s.run_id = r.id) AS steps
     FROM ${store.schema}.run r WHERE r.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** What a job needs to know about its run; `unreachable` puts the job off. */
export type Advance = {
  store: Store;
  protocol: Protocol;
  job: ActiveJob;
  run: Run;
  spec: FunctionSpec;
  unreachable(reason: string): Promise<void>;
};

/**
 * Runs a function on: one step after the other in place, each saved before the next is called, until
 * the run sleeps, waits, fans out, fails or is done. A crash in between repeats the step under way only.
 */
export async function advanceRun(context: Advance): Promise<void> {
  const { store, protocol, run, spec, job } = context;
  for (;;) {
    const startedAt = store.now();
    const outcome = await protocol.call({
      spec,
      runId: run.id,
      event: run.event,
      attempt: run.attempt,
      steps: memo(run),
      planOnly: run.steps.some((step) => step.state === 'pending'),
    });
    if (outcome.kind === 'unreachable') return context.unreachable(outcome.reason);
    if (outcome.kind === 'returned') {
      const { output } = outcome;
      return store.write(async (tx) => {
        await finishRun(store, tx, run.id, { state: 'completed', output });
        tx.settle(job);
      });
    }
    if (outcome.kind === 'threw') return retryOrFail(context, outcome, null);
    const [op] = outcome.ops;
    const value = outcome.ops.length === 1 && op ? executedValue(op, run.attempt, spec) : null;
    if (!op || !value) {
      if (op?.op === 'StepError') return retryOrFail(context, thrownBy(op, outcome.retryAfterMs), op);
      return planSteps(context, outcome.ops, outcome.race);
    }
    if (!(await saveStep(store, run, op, value, startedAt))) {
      return store.write(async (tx) => tx.settle(job));
    }
    const state = 'error' in value ? 'failed' : 'done';
    // The value goes on as it was stored, so that a crash would change nothing.
    const stored: unknown = JSON.parse(toJson(value));
    const others = run.steps.filter((step) => step.id !== op.id);
    run.steps = [...others, { id: op.id, state, attempt: 0, value: stored }];
    run.attempt = 0;
  }
}

/** Runs one planned step of several that run side by side. */
export async function advanceStep(context: Advance, stepId: string): Promise<void> {
  const { store, protocol, run, spec, job } = context;
  const step = run.steps.find(({ id, state }) => id === stepId && state === 'pending');
  if (!step) return store.write(async (tx) => tx.settle(job));
  const outcome = await protocol.call({
    spec,
    runId: run.id,
    event: run.event,
    attempt: step.attempt,
    steps: memo(run),
    step: stepId,
    planOnly: true,
  });
  if (outcome.kind === 'unreachable') return context.unreachable(outcome.reason);
  if (outcome.kind === 'threw') return retryOrFail(context, outcome, null, step);
  const op = outcome.kind === 'ops' ? outcome.ops.find(({ id }) => id === stepId) : undefined;
  const value = op ? executedValue(op, step.attempt, spec) : null;
  if (value) {
    return store.write(async (tx) => {
      await completeStep(store, tx, run.id, stepId, value);
      tx.settle(job);
    });
  }
  if (op?.op === 'StepError' && outcome.kind === 'ops') {
    return retryOrFail(context, thrownBy(op, outcome.retryAfterMs), op, step);
  }
  const message = `the planned step ${stepId} was not run by the function`;
  const error = { name: 'StepNotFoundError', message };
  await retryOrFail(context, { kind: 'threw', error, retriable: true, retryAfterMs: null }, null, step);
}

/** The finished steps, as the SDK wants to be reminded of them. */
function memo(run: Run): [string, unknown][] {
  return run.steps
    .filter(({ state }) => state === 'done' || state === 'failed')
    .map(({ id, value }) => [id, value]);
}

/** The value of a step that was run for the last time; null when it was not run or will be repeated. */
function executedValue(
  op: Op,
  attempt: number,
  spec: FunctionSpec,
): { data: unknown } | { error: unknown } | null {
  if (op.op === 'StepRun') return { data: op.data };
  const isLast = attempt + 1 >= spec.maxAttempts;
  return op.op === 'StepFailed' || (op.op === 'StepError' && isLast) ? { error: op.error } : null;
}

type Thrown = Extract<Outcome, { kind: 'threw' }>;

function thrownBy(op: Op, retryAfterMs: number | null): Thrown {
  return { kind: 'threw', error: toRunError(op.error), retriable: true, retryAfterMs };
}

/** Saves a step in one statement. False when the run is over. */
async function saveStep(
  store: Store,
  run: Run,
  op: Op,
  value: { data: unknown } | { error: unknown },
  startedAt: Date,
): Promise<boolean> {
  const { schema } = store;
  const rows = await store.read(
    `WITH reset AS (
       UPDATE ${schema}.run r SET attempt = 0 WHERE id = $1 AND attempt > 0 AND ${isActive('r')} AND ${store.fence}
     )
     INSERT INTO ${schema}.step AS s
       (run_id, id, name, op, state, attempt, value, started_at, finished_at, position)
     SELECT r.id, $2, $3, $4, $5, r.attempt, $6, $7, $8, nextval('${schema}.step_position')
     FROM ${schema}.run r WHERE r.id = $1 AND ${isActive('r')} AND ${store.fence}
     ON CONFLICT (run_id, id) DO UPDATE SET state = excluded.state, attempt = excluded.attempt,
       value = excluded.value, finished_at = excluded.finished_at, position = excluded.position
       WHERE s.state IN ('pending', 'retrying')
     RETURNING 1`,
    [
      run.id,
      op.id,
      op.displayName,
      op.op,
      'error' in value ? 'failed' : 'done',
      toJson(value),
      startedAt,
      store.now(),
    ],
  );
  return rows.length > 0;
}

/** Uses up an attempt of the step, or of the function, and ends the run when it was the last one. */
async function retryOrFail(
  { store, run, spec, job }: Advance,
  thrown: Thrown,
  op: Op | null,
  step?: StepRow,
): Promise<void> {
  const { schema } = store;
  const attempt = step?.attempt ?? run.attempt;
  const delayMs = thrown.retryAfterMs ?? retryDelay(attempt);
  await store.write(async (tx) => {
    tx.settle(job);
    if (!thrown.retriable || attempt + 1 >= spec.maxAttempts) {
      await finishRun(store, tx, run.id, { state: 'failed', error: thrown.error });
      return;
    }
    if (step) {
      await tx.query(
        `UPDATE ${schema}.step SET attempt = $3, value = $4 WHERE run_id = $1 AND id = $2 AND state = 'pending'`,
        [run.id, step.id, attempt + 1, toJson({ error: thrown.error })],
      );
    } else {
      const where = `WHERE id = $1 AND ${isActive('r')}`;
      await tx.query(`UPDATE ${schema}.run r SET attempt = $2 ${where}`, [run.id, attempt + 1]);
    }
    if (op && !step) await noteRetry(op, thrown.error, attempt + 1);
    tx.enqueue({ kind: 'advance', run: run.id, ...(step && { step: step.id }) }, delayMs);

    async function noteRetry(failed: Op, error: RunError, attempts: number): Promise<void> {
      await tx.query(
        `INSERT INTO ${schema}.step AS s (run_id, id, name, op, state, attempt, value, started_at, due_at)
         VALUES ($1, $2, $3, $4, 'retrying', $5, $6, $7, $8)
         ON CONFLICT (run_id, id) DO UPDATE SET attempt = excluded.attempt, value = excluded.value,
           due_at = excluded.due_at WHERE s.state = 'retrying'`,
        [
          run.id,
          failed.id,
          failed.displayName,
          failed.op,
          attempts,
          toJson({ error }),
          store.now(),
          new Date(store.now().getTime() + delayMs),
        ],
      );
    }
  });
}
