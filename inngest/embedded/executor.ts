import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { type Clock, systemClock } from './clock.ts';
import { acquireLease } from './lease.ts';
import { createProtocol, type Handler } from './protocol.ts';
import { bossTable, createBoss, createExecutorSchema, DEFAULT_SCHEMA } from './schema.ts';
import type { EndedRun, Log } from './store.ts';
import { createBell, runTerm } from './term.ts';

const DEFAULT_CAPACITY = 32;
const RETENTION_DAYS = 14;
const STOP_TIMEOUT_MS = 30_000;
const CONNECT_LIMIT_MS = 30_000;
const TERM_PAUSE_MS = 1_000;

export type ExecutorOptions = {
  /** The owner of the executor's schemas, on a direct connection: session locks and LISTEN are used. */
  connectionString: string;
  /** The app's own `serve()` handler, called in this process. */
  handler: Handler;
  /** The address under which the handler knows itself. */
  url: string;
  /** The key that the app's client checks calls against; any random text that both know. */
  signingKey: string;
  now?: Clock;
  /** The number of calls into the handler at a time. */
  capacity?: number;
  /** How long finished runs and their events are kept. */
  retentionDays?: number;
  /** False leaves cron triggers to somebody else. */
  schedules?: boolean;
  log?: Log;
  /** Hears of every run that ends, once its end is committed. */
  onEnded?: (run: EndedRun) => void;
  schema?: string;
};

export type ExecutorHealth = {
  leader: boolean;
  queued: number;
  running: number;
  /** The age of the oldest event or job that is due and not taken up; null when there is none. */
  oldestSeconds: number | null;
  failed24h: number;
};

export type Executor = {
  /** Takes no new jobs, waits for those in flight up to the timeout and gives the leadership up. */
  stop(options?: { timeoutMs?: number }): Promise<void>;
  health(): Promise<ExecutorHealth>;
};

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * Runs the app's Inngest functions without an Inngest server. Several processes may call it on one
 * database: one leads, the others stand by. Throws when the app does not answer the sync or a function
 * needs a feature that is not supported.
 */
export async function startExecutor(options: ExecutorOptions): Promise<Executor> {
  const { connectionString, schema = DEFAULT_SCHEMA, now = systemClock, log = silent } = options;
  const capacity = options.capacity ?? DEFAULT_CAPACITY;
  const protocol = createProtocol(options);
  const functions = new Map((await protocol.sync()).map((spec) => [spec.id, spec]));
  const pool = new Pool({
    connectionString,
    max: Math.min(16, Math.max(4, Math.ceil(capacity / 2) + 2)),
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle connection of the executor broke'));
  // A connection that breaks between two queries of a transaction must not end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const boss = createBoss(pool, true);
  boss.on('error', (error) => log.warn({ err: error }, 'the queue reports an error'));
  try {
    await createExecutorSchema(pool, schema);
    await boss.start();
  } catch (error) {
    await pool.end();
    throw error;
  }
  const stopping = new AbortController();
  const stop = stopping.signal;
  let stopTimeoutMs = STOP_TIMEOUT_MS;
  let leader = false;

  async function lead(): Promise<void> {
    const bell = createBell();
    const onNotify = () => bell.wake('inbox');
    const lease = await acquireLease({ connectionString, schema, now, log, stop, onNotify });
    if (!lease) return;
    leader = true;
    log.info({ epoch: lease.epoch }, 'the executor leads');
    const retentionDays = options.retentionDays ?? RETENTION_DAYS;
    const { onEnded, schedules = true } = options;
    const term = {
      pool,
      boss,
      schema,
      now,
      log,
      functions,
      protocol,
      capacity,
      retentionDays,
      schedules,
      stop,
      onEnded,
    };
    try {
      const running = await runTerm(term, lease, bell);
      await drain(running, () => (stop.aborted ? stopTimeoutMs : STOP_TIMEOUT_MS));
    } finally {
      leader = false;
      await lease.release();
      log.info({ epoch: lease.epoch }, 'the executor leads no more');
    }
  }

  const working = (async () => {
    while (!stop.aborted) {
      await lead().catch((error: unknown) => log.error({ err: error }, 'a term of the executor failed'));
      if (!stop.aborted) await delay(TERM_PAUSE_MS, undefined, { signal: stop }).catch(() => {});
    }
  })();

  let stopped: Promise<void> | undefined;
  return {
    stop: ({ timeoutMs = STOP_TIMEOUT_MS } = {}) => {
      stopTimeoutMs = timeoutMs;
      stopping.abort();
      stopped ??= working.then(async () => {
        await boss.stop({ graceful: false, close: false });
        await pool.end();
      });
      return stopped;
    },
    health: async () => ({ leader, ...(await readHealth(pool, schema)) }),
  };
}

async function drain(running: Set<Promise<void>>, timeoutMs: () => number): Promise<void> {
  if (running.size === 0) return;
  const done = new AbortController();
  const all = Promise.all(running).then(() => done.abort());
  await Promise.race([all, delay(timeoutMs(), undefined, { signal: done.signal }).catch(() => {})]);
}

/** How much waits and runs, whichever process asks. */
export async function readHealth(
  pool: Pool,
  schema: string = DEFAULT_SCHEMA,
): Promise<Omit<ExecutorHealth, 'leader'>> {
  const { rows } = await pool.query<Omit<ExecutorHealth, 'leader'>>(
    `SELECT count(*) FILTER (WHERE state = 'queued')::int AS queued,
       count(*) FILTER (WHERE state = 'running')::int AS running,
       (SELECT count(*)::int FROM ${schema}.run
        WHERE state = 'failed' AND finished_at > now() - interval '24 hours') AS failed24h,
       (SELECT extract(epoch FROM now() - min(due))::float8 FROM (
          SELECT min(received_at) AS due FROM ${schema}.event WHERE matched_at IS NULL
          UNION ALL
          SELECT min(start_after) FROM ${bossTable}
          WHERE name = $1 AND state < 'active' AND start_after <= now()) AS waiting) AS "oldestSeconds"
     FROM ${schema}.run WHERE state IN ('queued', 'running')`,
    [schema],
  );
  return rows[0] ?? { queued: 0, running: 0, oldestSeconds: null, failed24h: 0 };
}
