import type { Advance } from './advance.ts';
import { millisUntil } from './durations.ts';
import { compile } from './expression.ts';
import { completeStep, finishRun, hasPendingSteps, ON_DEMAND_EVENTS } from './finish.ts';
import { ulid } from './ids.ts';
import { type EventPayload, isObject, type JsonObject, toJson } from './json.ts';
import { stepsFault } from './limits.ts';
import type { Op } from './protocol.ts';
import { createStarter } from './start.ts';
import { isActive, type Store, type Tx } from './store.ts';

const STUCK_RETRY_MS = 1_000;

type Plan = { store: Store; tx: Tx; fn: string; run: string };
type Details = { delayMs?: number | undefined; event?: string; expression?: string | undefined };

/** An operation that the executor cannot do; it fails the run instead of being ignored. */
class UnsupportedError extends Error {
  override name = 'UnsupportedError';
}

/**
 * Writes down what a function wants next: steps side by side, sleeps, waits and invocations. Operations
 * that are known already are left alone, as the SDK repeats those that are still under way.
 */
export async function planSteps(context: Advance, ops: Op[], race: boolean): Promise<void> {
  const { store, run, spec, job } = context;
  await store.write(async (tx) => {
    tx.settle(job);
    const open = await tx.query(
      `SELECT attempt FROM ${store.schema}.run r WHERE id = $1 AND ${isActive('r')} FOR UPDATE`,
      [run.id],
    );
    if (open.length === 0) return;
    await tx.query(
      `UPDATE ${store.schema}.run SET attempt = 0, unreachable = NULL
       WHERE id = $1 AND (attempt > 0 OR unreachable IS NOT NULL)`,
      [run.id],
    );
    const asked = new Set([...run.steps, ...ops].map(({ id }) => id));
    const fault = stepsFault(asked.size);
    if (fault) {
      await finishRun(store, tx, run.id, { state: 'failed', error: fault });
      return;
    }
    const plan = { store, tx, fn: spec.id, run: run.id };
    try {
      for (const op of ops) await planStep(plan, op, race || op.opts.parallelMode === 'race');
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      const { name, message } = error;
      await finishRun(store, tx, run.id, { state: 'failed', error: { name, message } });
      return;
    }
    // Without anything under way nothing would ever wake the run again.
    if (!(await hasPendingSteps(store, tx, run.id))) {
      tx.enqueue({ kind: 'advance', fn: spec.id, run: run.id }, STUCK_RETRY_MS);
    }
  });
}

async function planStep(plan: Plan, op: Op, race: boolean): Promise<void> {
  const { tx, fn, run } = plan;
  switch (op.op) {
    case 'StepPlanned':
      if (await insertStep(plan, op, race, {})) tx.enqueue({ kind: 'advance', fn, run, step: op.id });
      return;
    case 'Sleep':
      await insertTimed(plan, op, race, { delayMs: readDelay(plan, op.name) });
      return;
    case 'WaitForEvent':
      await insertTimed(plan, op, race, readWait(plan, op));
      return;
    case 'InvokeFunction': {
      const { timeout } = op.opts;
      const delayMs = typeof timeout === 'string' ? readDelay(plan, timeout) : undefined;
      if (await insertTimed(plan, op, race, { delayMs })) await invoke(plan, op);
      return;
    }
    default:
      throw new UnsupportedError(`the operation ${op.op} of step "${op.displayName}" is not supported`);
  }
}

/** Inserts a step that time ends, if nothing else does before. */
async function insertTimed(plan: Plan, op: Op, race: boolean, details: Details): Promise<boolean> {
  if (!(await insertStep(plan, op, race, details))) return false;
  if (details.delayMs !== undefined) {
    plan.tx.enqueue({ kind: 'wake', run: plan.run, step: op.id }, details.delayMs);
  }
  return true;
}

async function insertStep(plan: Plan, op: Op, race: boolean, details: Details): Promise<boolean> {
  const now = plan.store.now();
  const { delayMs } = details;
  const rows = await plan.tx.query(
    `INSERT INTO ${plan.store.schema}.step AS s
       (run_id, id, name, op, state, race, event, expression, due_at, started_at)
     VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $9)
     ON CONFLICT (run_id, id) DO UPDATE
       SET state = 'pending', op = excluded.op, race = excluded.race, due_at = excluded.due_at
       WHERE s.state = 'retrying'
     RETURNING 1`,
    [
      plan.run,
      op.id,
      op.displayName,
      op.op === 'StepPlanned' ? 'StepRun' : op.op,
      race,
      details.event ?? null,
      details.expression ?? null,
      delayMs === undefined ? null : new Date(now.getTime() + delayMs),
      now,
    ],
  );
  return rows.length > 0;
}

function readDelay(plan: Plan, text: string): number {
  const delayMs = millisUntil(text, plan.store.now());
  if (delayMs === null) throw new UnsupportedError(`"${text}" is neither a time span nor a date`);
  return delayMs;
}

function readWait(plan: Plan, op: Op): Details {
  if (ON_DEMAND_EVENTS.includes(op.name)) {
    throw new UnsupportedError(`a step cannot wait for the event ${op.name}`);
  }
  const { timeout, if: condition } = op.opts;
  const expression = typeof condition === 'string' ? condition : undefined;
  try {
    if (expression) compile(expression);
  } catch {
    throw new UnsupportedError(`the condition "${expression}" of step "${op.displayName}" is not valid`);
  }
  const delayMs = typeof timeout === 'string' ? readDelay(plan, timeout) : undefined;
  return { delayMs, event: op.name, expression };
}

/** Starts the invoked function as a run of its own, whose end is the end of this step. */
async function invoke(plan: Plan, op: Op): Promise<void> {
  const { store, tx, run } = plan;
  const id = typeof op.opts.function_id === 'string' ? op.opts.function_id : '';
  const spec = store.functions.get(id);
  let reason = `there is no function ${id}`;
  if (spec) {
    const starter = createStarter(store, tx);
    if (await starter.start(spec, invocation(store, op), { parent: { run, step: op.id } })) {
      return starter.flush();
    }
    reason = `function ${id} was not started, because its idempotency or singleton rule says so`;
  }
  await completeStep(store, tx, run, op.id, { error: { name: 'InvokeError', message: reason } });
}

function invocation(store: Store, op: Op): EventPayload {
  const ts = store.now().getTime();
  const payload = isObject(op.opts.payload) ? op.opts.payload : {};
  const data: JsonObject = JSON.parse(toJson(isObject(payload.data) ? payload.data : {}));
  return { id: ulid(ts), name: 'inngest/function.invoked', ts, data };
}
