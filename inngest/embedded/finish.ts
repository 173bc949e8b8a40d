import type { EventPayload, JsonObject, RunError } from './json.ts';
import { toJson } from './json.ts';
import { isActive, type Store, type Tx } from './store.ts';

export type Result =
  | { state: 'completed'; output: unknown }
  | { state: 'failed' | 'cancelled'; error: RunError };

const EVENT_NAMES = {
  completed: 'inngest/function.finished',
  failed: 'inngest/function.failed',
  cancelled: 'inngest/function.cancelled',
};
/** The event of a run that ended well. */
export const COMPLETED_EVENT = EVENT_NAMES.completed;
/** The executor's own events that nobody gets unless a function is triggered by them. */
export const ON_DEMAND_EVENTS = [EVENT_NAMES.completed, EVENT_NAMES.cancelled];

type Finished = {
  id: string;
  function_id: string;
  event: EventPayload;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date;
  parent_run: string | null;
  parent_step: string | null;
};

/**
 * Ends a run unless it is over already, tells the run that invoked it and emits the event that
 * `onFailure` functions wait for. False when the run was over.
 */
export async function finishRun(store: Store, tx: Tx, runId: string, result: Result): Promise<boolean> {
  const { schema } = store;
  const failed = result.state !== 'completed';
  const rows = await tx.query<Finished>(
    `UPDATE ${schema}.run r
     SET state = $2, output = $3, error = $4, finished_at = $5,
       unreachable = CASE WHEN $2 = 'completed' THEN NULL ELSE unreachable END
     WHERE id = $1 AND ${isActive('r')}
     RETURNING id, function_id, event, created_at, started_at, finished_at, parent_run, parent_step`,
    [
      runId,
      result.state,
      failed ? null : toJson(result.output),
      failed ? toJson(result.error) : null,
      store.now(),
    ],
  );
  const run = rows[0];
  if (!run) return false;
  tx.tell({
    id: run.id,
    functionId: run.function_id,
    state: result.state,
    event: run.event,
    createdAt: run.created_at,
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    error: failed ? result.error : null,
  });
  if (failed) {
    await cancelOpenSteps(store, tx, runId);
    await tx.query(`DELETE FROM ${schema}.parked WHERE run_id = $1`, [runId]);
  }
  if (run.parent_run && run.parent_step) {
    const value = failed ? { error: result.error } : { data: result.output };
    await completeStep(store, tx, run.parent_run, run.parent_step, value);
  }
  const name = EVENT_NAMES[result.state];
  if (result.state === 'failed' || isListenedTo(store, name)) await tx.emit(name, eventData(run, result));
  return true;
}

/** Marks what a run still had under way as cancelled. */
async function cancelOpenSteps(store: Store, tx: Tx, runId: string): Promise<void> {
  await tx.query(
    `UPDATE ${store.schema}.step SET state = 'cancelled', finished_at = $2
     WHERE run_id = $1 AND state IN ('pending', 'retrying')`,
    [runId, store.now()],
  );
}

/**
 * Gives a planned step its value, `{data}` or `{error}`. The run goes on when it was the last one under
 * way, or at once when the step runs in race mode. Does nothing when the step or the run is over.
 */
export async function completeStep(
  store: Store,
  tx: Tx,
  runId: string,
  stepId: string,
  value: { data: unknown } | { error: unknown },
): Promise<void> {
  const { schema } = store;
  // The lock makes parallel steps that end together see each other.
  const [run] = await tx.query<{ function_id: string }>(
    `SELECT function_id FROM ${schema}.run r WHERE id = $1 AND ${isActive('r')} FOR UPDATE`,
    [runId],
  );
  if (!run) return;
  const rows = await tx.query<{ race: boolean }>(
    `UPDATE ${schema}.step
     SET state = $3, value = $4, finished_at = $5, position = nextval('${schema}.step_position')
     WHERE run_id = $1 AND id = $2 AND state = 'pending' RETURNING race`,
    [runId, stepId, 'error' in value ? 'failed' : 'done', toJson(value), store.now()],
  );
  const step = rows[0];
  if (!step) return;
  if (step.race || !(await hasPendingSteps(store, tx, runId))) {
    tx.enqueue({ kind: 'advance', fn: run.function_id, run: runId });
  }
}

export async function hasPendingSteps(store: Store, tx: Tx, runId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM ${store.schema}.step WHERE run_id = $1 AND state = 'pending' LIMIT 1`,
    [runId],
  );
  return rows.length > 0;
}

/** Whether a function is triggered or cancelled by the event. */
export function isListenedTo(store: Store, name: string): boolean {
  for (const spec of store.functions.values()) {
    if (spec.events.some((trigger) => trigger.name === name)) return true;
    if (spec.cancels.some((cancel) => cancel.event === name)) return true;
  }
  return false;
}

function eventData(run: Finished, result: Result): JsonObject {
  const common = { function_id: run.function_id, run_id: run.id, event: run.event, events: [run.event] };
  if (result.state === 'completed') {
    return { ...common, result: JSON.parse(toJson(result.output)), _inngest: { status: 'Completed' } };
  }
  const status = result.state === 'failed' ? 'Failed' : 'Cancelled';
  return { ...common, error: { error: result.error.message, ...result.error }, _inngest: { status } };
}
