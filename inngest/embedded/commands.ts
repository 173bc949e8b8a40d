import type { Pool } from 'pg';
import { systemClock } from './clock.ts';
import { finishRun } from './finish.ts';
import { ulid } from './ids.ts';
import { type EventPayload, isObject, toJson } from './json.ts';
import type { Store, Tx } from './store.ts';

// Orders to the leader go through the inbox, so that only the leader ever writes the state of a run.
const PREFIX = 'executor/run.';
export type Command = 'retry' | 'cancel';

export function isCommand(event: EventPayload): boolean {
  return event.name.startsWith(PREFIX);
}

/** Leaves an order for the leader, which obeys within moments. */
export async function sendCommand(pool: Pool, schema: string, command: Command, run: string): Promise<void> {
  const ts = systemClock().getTime();
  const event: EventPayload = { id: ulid(ts), name: `${PREFIX}${command}`, ts, data: { run } };
  await pool.query(
    `WITH sent AS (
       INSERT INTO ${schema}.event (id, name, payload, received_at) VALUES ($1, $2, $3, now()) RETURNING 1
     )
     SELECT pg_notify('${schema}', '') FROM sent`,
    [event.id, event.name, toJson(event)],
  );
}

export async function applyCommand(store: Store, tx: Tx, event: EventPayload): Promise<void> {
  const run = isObject(event.data) ? event.data.run : undefined;
  if (typeof run !== 'string') return;
  if (event.name === `${PREFIX}cancel`) {
    const error = { name: 'CancelledError', message: 'cancelled by an operator' };
    await finishRun(store, tx, run, { state: 'cancelled', error });
  }
  if (event.name === `${PREFIX}retry`) await retryFailedRun(store, tx, run);
}

/** Takes a failed run up again where it failed: steps that succeeded keep their values. */
async function retryFailedRun(store: Store, tx: Tx, run: string): Promise<void> {
  const [failed] = await tx.query<{ function_id: string }>(
    `UPDATE ${store.schema}.run
     SET state = 'queued', attempt = 0, error = NULL, started_at = NULL, finished_at = NULL, created_at = $2,
       unreachable = NULL
     WHERE id = $1 AND state = 'failed' RETURNING function_id`,
    [run, store.now()],
  );
  if (!failed) return;
  await tx.query(`DELETE FROM ${store.schema}.step WHERE run_id = $1 AND state <> 'done'`, [run]);
  tx.enqueue({ kind: 'advance', fn: failed.function_id, run });
}
