import type { FunctionSpec } from './config.ts';
import { retryDelay } from './durations.ts';
import { COMPLETED_EVENT, completeStep, finishRun, isListenedTo } from './finish.ts';
import { type RunError, toJson, toRunError } from './json.ts';
import { outputFault, stepsFault } from './limits.ts';
import { planSteps } from './plan.ts';
import type { Progress, Run, StepRow } from './progress.ts';
import type { Op, Outcome, Protocol } from './protocol.ts';
import { type ActiveJob, isActive, type Store } from './store.ts';

/** What a job needs to know about its run. */
export type Advance = {
  store: Store;
  progress: Progress;
  protocol: Protocol;
  job: ActiveJob;
  run: Run;
  spec: FunctionSpec;
  /** Aborted when this process must start no further step: it stops, or leads no more. */
  ended: AbortSignal;
  /** Puts the job off. */
  unreachable(reason: string): Promise<void>;
};

/**
 * Runs a function on: one step after the other in place, each saved before the next is called, until
 * the run sleeps, waits, fans out, fails or is done. A crash in between repeats the step under way only.
 */
export async function advanceRun(context: Advance): Promise<void> {
  const { store, progress, protocol, run, spec, job } = context;
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
    job.data = { kind: 'advance', fn: spec.id, run: run.id };
    if (outcome.kind === 'returned') return complete(context, outcome.output);
    if (outcome.kind === 'threw') return retryOrFail(context, outcome, null);
    const [op] = outcome.ops;
    const value = outcome.ops.length === 1 && op ? executedValue(op, run.attempt, spec) : null;
    if (!op || !value) {
      if (op?.op === 'StepError') return retryOrFail(context, thrownBy(op, outcome.retryAfterMs), op);
      return planSteps(context, outcome.ops, outcome.race);
    }
    const others = run.steps.filter((step) => step.id !== op.id);
    const json = toJson(value);
    const fault = outputFault(`the step "${op.displayName}"`, json) ?? stepsFault(others.length + 1);
    if (fault) return fail(context, fault);
    const state = 'error' in value ? 'failed' : 'done';
    const step = {
      runId: run.id,
      id: op.id,
      name: op.displayName,
      op: op.op,
      state,
      json,
      startedAt,
    } as const;
    if (!(await progress.save(step))) return store.write(async (tx) => tx.settle(job));
    // The value goes on as it was stored, so that a crash would change nothing.
    run.steps = [...others, { id: op.id, state, attempt: 0, value: JSON.parse(json) }];
    run.attempt = 0;
    if (context.ended.aborted) {
      return store.write(async (tx) => {
        tx.settle(job);
        tx.enqueue(job.data);
      });
    }
  }
}

/** Ends a run with what its function returned. */
async function complete(context: Advance, output: unknown): Promise<void> {
  const { store, progress, run, job } = context;
  const json = toJson(output);
  const fault = outputFault('the function', json);
  if (fault) return fail(context, fault);
  if (!run.parent_run && !isListenedTo(store, COMPLETED_EVENT)) {
    return progress.complete({ runId: run.id, output: json, job });
  }
  await store.write(async (tx) => {
    await finishRun(store, tx, run.id, { state: 'completed', output });
    tx.settle(job);
  });
}

/** Ends a run for good, whatever attempts it has left. */
async function fail({ store, run, job }: Advance, error: RunError): Promise<void> {
  await store.write(async (tx) => {
    await finishRun(store, tx, run.id, { state: 'failed', error });
    tx.settle(job);
  });
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
    const fault = outputFault(`the step "${op?.displayName}"`, toJson(value));
    if (fault) return fail(context, fault);
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
      await tx.query(`UPDATE ${schema}.run r SET attempt = $2, unreachable = NULL ${where}`, [
        run.id,
        attempt + 1,
      ]);
    }
    if (op && !step) await noteRetry(op, thrown.error, attempt + 1);
    tx.enqueue({ kind: 'advance', fn: spec.id, run: run.id, ...(step && { step: step.id }) }, delayMs);

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
