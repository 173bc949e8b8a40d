import type { FunctionSpec } from './config.ts';
import { keyOf } from './expression.ts';
import { finishRun } from './finish.ts';
import { ulid } from './ids.ts';
import type { EventPayload } from './json.ts';
import { toJson } from './json.ts';
import { isActive, type Store, type Tx } from './store.ts';

const IDEMPOTENCY_MS = 24 * 3_600_000;

type NewRun = {
  id: string;
  function_id: string;
  event: EventPayload;
  tick: Date | null;
  singleton: string | null;
  parent_run: string | null;
  parent_step: string | null;
  created_at: Date;
  delayMs: number;
};

export type StartOptions = { tick?: Date; parent?: { run: string; step: string } };

/**
 * Starts runs inside one transaction, after the function's flow control had its say. Runs are collected
 * and written by `flush`, which must be the last call.
 */
export function createStarter(store: Store, tx: Tx) {
  const { schema } = store;
  let planned: NewRun[] = [];

  /** Starts a run for an event, or lets it wait until the function's debounce period is quiet. */
  async function offer(spec: FunctionSpec, event: EventPayload): Promise<void> {
    if (spec.debounce) await debounce(spec, spec.debounce, event);
    else await start(spec, event);
  }

  /** Plans a run. False when idempotency or the singleton rule leaves it out. */
  async function start(
    spec: FunctionSpec,
    event: EventPayload,
    options: StartOptions = {},
  ): Promise<boolean> {
    if (spec.idempotency && (await isRepeated(spec, keyOf(spec.idempotency, event)))) return false;
    const singleton = spec.singleton ? keyText(spec.singleton.key, event) : null;
    if (singleton !== null && !(await claimSingleton(spec, singleton))) return false;
    const delayMs = spec.throttle ? await reserveStart(spec, spec.throttle, event) : 0;
    const now = store.now();
    planned.push({
      id: ulid(now.getTime()),
      function_id: spec.id,
      event,
      tick: options.tick ?? null,
      singleton,
      parent_run: options.parent?.run ?? null,
      parent_step: options.parent?.step ?? null,
      created_at: now,
      delayMs,
    });
    return true;
  }

  async function flush(): Promise<void> {
    const runs = planned;
    planned = [];
    if (runs.length === 0) return;
    // The unique index on (function, tick) leaves out a tick that has a run already.
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO ${schema}.run
         (id, function_id, event, tick, singleton, parent_run, parent_step, created_at)
       SELECT id, function_id, event, tick, singleton, parent_run, parent_step, created_at
       FROM json_to_recordset($1) AS x (id text, function_id text, event jsonb, tick timestamptz,
         singleton text, parent_run text, parent_step text, created_at timestamptz)
       ON CONFLICT DO NOTHING RETURNING id`,
      [toJson(runs)],
    );
    const created = new Set(rows.map((row) => row.id));
    for (const run of runs) {
      if (created.has(run.id)) tx.enqueue({ kind: 'advance', fn: run.function_id, run: run.id }, run.delayMs);
    }
  }

  async function isRepeated(spec: FunctionSpec, key: string | null): Promise<boolean> {
    if (key === null) return false;
    const now = store.now();
    const rows = await tx.query(
      `INSERT INTO ${schema}.dedupe AS d (key, expires_at) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET expires_at = excluded.expires_at WHERE d.expires_at <= $3 RETURNING 1`,
      [`${spec.id}:${key}`, new Date(now.getTime() + IDEMPOTENCY_MS), now],
    );
    return rows.length === 0;
  }

  async function claimSingleton(spec: FunctionSpec, singleton: string): Promise<boolean> {
    await flush();
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM ${schema}.run r WHERE function_id = $1 AND singleton = $2 AND ${isActive('r')}`,
      [spec.id, singleton],
    );
    if (rows.length > 0 && spec.singleton?.mode === 'skip') return false;
    const error = { name: 'CancelledError', message: 'replaced by a newer run of this singleton' };
    for (const { id } of rows) await finishRun(store, tx, id, { state: 'cancelled', error });
    return true;
  }

  /** Reserves the next free start and gives the milliseconds until then; nothing is ever dropped. */
  async function reserveStart(
    spec: FunctionSpec,
    throttle: NonNullable<FunctionSpec['throttle']>,
    event: EventPayload,
  ): Promise<number> {
    const now = store.now();
    const rows = await tx.query<{ next_at: Date }>(
      `INSERT INTO ${schema}.throttle AS t (key, next_at) VALUES ($1, $2::timestamptz + $3 * interval '1 ms')
       ON CONFLICT (key) DO UPDATE SET next_at = greatest(t.next_at, $2) + $3 * interval '1 ms'
       RETURNING next_at`,
      [`${spec.id}:${keyText(throttle.key, event)}`, now, throttle.intervalMs],
    );
    const next = rows[0]?.next_at.getTime() ?? now.getTime();
    return Math.max(0, next - throttle.burst * throttle.intervalMs - now.getTime());
  }

  async function debounce(
    spec: FunctionSpec,
    { periodMs, timeoutMs, key }: NonNullable<FunctionSpec['debounce']>,
    event: EventPayload,
  ): Promise<void> {
    const now = store.now().getTime();
    const name = `${spec.id}:${keyText(key, event)}`;
    const rows = await tx.query<{ fresh: boolean }>(
      `INSERT INTO ${schema}.debounce AS d (key, function_id, event, due_at, deadline)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key) DO UPDATE
         SET event = excluded.event, due_at = least(excluded.due_at, coalesce(d.deadline, 'infinity'))
       RETURNING xmax = 0 AS fresh`,
      [
        name,
        spec.id,
        toJson(event),
        new Date(now + periodMs),
        timeoutMs === undefined ? null : new Date(now + timeoutMs),
      ],
    );
    if (rows[0]?.fresh) tx.enqueue({ kind: 'debounce', key: name }, periodMs);
  }

  return { offer, start, flush };
}

/** Runs a debounced function when its period was quiet, or looks again when it will be. */
export async function settleDebounce(store: Store, tx: Tx, key: string): Promise<void> {
  const now = store.now();
  const rows = await tx.query<{ function_id: string; event: EventPayload; due_at: Date }>(
    `SELECT function_id, event, due_at FROM ${store.schema}.debounce WHERE key = $1 FOR UPDATE`,
    [key],
  );
  const waiting = rows[0];
  if (!waiting) return;
  const leftMs = waiting.due_at.getTime() - now.getTime();
  if (leftMs > 0) return tx.enqueue({ kind: 'debounce', key }, leftMs);
  await tx.query(`DELETE FROM ${store.schema}.debounce WHERE key = $1`, [key]);
  const spec = store.functions.get(waiting.function_id);
  if (!spec) return;
  const starter = createStarter(store, tx);
  await starter.start(spec, waiting.event);
  await starter.flush();
}

function keyText(key: Parameters<typeof keyOf>[0] | undefined, event: EventPayload): string {
  return key ? (keyOf(key, event) ?? '') : '';
}
