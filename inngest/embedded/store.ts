import type { Pool, PoolClient } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Clock } from './clock.ts';
import type { FunctionSpec } from './config.ts';
import { ulid } from './ids.ts';
import { type EventPayload, isObject, type JsonObject, type RunError, toJson } from './json.ts';
import { bossTable } from './schema.ts';

/**
 * What is waiting in the queue. `failures` and `since` count infrastructure failures only; `fn` is the
 * function of the run, so that one function cannot take all places.
 */
export type Job = { failures?: number; since?: string } & (
  | { kind: 'advance'; fn: string; run: string; step?: string }
  | { kind: 'wake'; run: string; step: string }
  | { kind: 'deadline'; run: string; startedAt: string }
  | { kind: 'debounce'; key: string }
);
export type ActiveJob = { id: string; data: Job };

/** A run that is over, for good or until it is retried. */
export type EndedRun = {
  id: string;
  functionId: string;
  state: 'completed' | 'failed' | 'cancelled';
  event: EventPayload;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date;
  error: RunError | null;
};

export type Log = Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>;

/** One fenced transaction. Jobs and events are written with it and announced after the commit. */
export type Tx = {
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  enqueue(job: Job, delayMs?: number): void;
  /** Takes a finished job out of the queue. */
  settle(job: ActiveJob): void;
  /** Whether a job is still in the queue: a commit that seemed to fail may have settled it. */
  holds(job: ActiveJob): Promise<boolean>;
  /** Puts one of the executor's own events into the inbox. */
  emit(name: string, data: JsonObject): Promise<void>;
  /** Told to whoever listens, once the transaction is committed. */
  tell(run: EndedRun): void;
};

/** Everything that one term of leadership works with. */
export type Store = {
  schema: string;
  now: Clock;
  log: Log;
  functions: Map<string, FunctionSpec>;
  /** SQL that is true while this term holds the lease, for statements outside `write`. */
  fence: string;
  read<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** `work` may be called again after a deadlock. */
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** For the end of a run that was committed outside `write`. */
  tell(run: EndedRun): void;
  /** Takes due jobs out of the queue, oldest first, and leaves those of some functions there. */
  fetchJobs(limit: number, exceptOf: string[]): Promise<ActiveJob[]>;
};

export type Wake = (what: 'inbox' | 'queue', delayMs?: number) => void;

const ACTIVE = "('queued', 'running')";
/** The condition that a run is not over yet. */
export const isActive = (alias: string) => `${alias}.state IN ${ACTIVE}`;

const LEASE_LOST = 'EX001';
const DEADLOCK = '40P01';
const DEADLOCK_RETRIES = 5;

/** The SQLSTATE of an error of the database, if it is one. */
export function sqlState(error: unknown): string | null {
  return isObject(error) && typeof error.code === 'string' ? error.code : null;
}

/** Whether the content of what was to be written, not the state of the database, made a statement fail. */
export function isContentFault(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return true;
  return /^(22|23|54)/.test(sqlState(error) ?? '');
}

/** Whether an error says that another process has become the leader. */
export function isLeaseLost(error: unknown): boolean {
  return sqlState(error) === LEASE_LOST;
}

export function createStore(options: {
  pool: Pool;
  boss: PgBoss;
  schema: string;
  epoch: string;
  now: Clock;
  log: Log;
  functions: Map<string, FunctionSpec>;
  wake: Wake;
  onEnded?: ((run: EndedRun) => void) | undefined;
}): Store {
  const { pool, boss, schema, now, wake } = options;
  const fence = `${schema}.fence(${options.epoch})`;

  /** What is committed stays so, whatever the listener makes of it. */
  function hear(run: EndedRun): void {
    try {
      options.onEnded?.(run);
    } catch (error) {
      options.log.error({ err: error, run: run.id }, 'the end of a run could not be told');
    }
  }

  const write = <Result>(work: (tx: Tx) => Promise<Result>) => afterDeadlocks(() => writeOnce(work));

  async function writeOnce<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`BEGIN; SELECT ${fence}`);
      const unit = createTx(client);
      const result = await work(unit.tx);
      await unit.flush();
      await client.query('COMMIT');
      unit.announce();
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  function createTx(client: PoolClient) {
    const jobs: { data: Job; startAfter: number; group?: { id: string } }[] = [];
    const settled: string[] = [];
    let emitted = false;
    const ended: EndedRun[] = [];
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
    const tx: Tx = {
      query: async <Row extends object>(text: string, values?: unknown[]) =>
        (await client.query<Row>(text, values)).rows,
      enqueue: (data, delayMs = 0) => {
        const group = data.kind === 'advance' && data.fn ? { group: { id: data.fn } } : {};
        jobs.push({ data, startAfter: Math.max(0, delayMs) / 1000, ...group });
      },
      settle: (job) => settled.push(job.id),
      holds: async (job) =>
        (await client.query(`SELECT 1 FROM ${bossTable} WHERE name = $1 AND id = $2`, [schema, job.id])).rows
          .length > 0,
      emit: async (name, data) => {
        const ts = now().getTime();
        const event: EventPayload = { id: ulid(ts), name, ts, data };
        emitted = true;
        await client.query(
          `INSERT INTO ${schema}.event (id, name, payload, received_at) VALUES ($1, $2, $3, $4)`,
          [event.id, name, toJson(event), now()],
        );
      },
      tell: (run) => ended.push(run),
    };
    const flush = async () => {
      if (jobs.length) await boss.insert(schema, jobs, { db });
      if (settled.length) await boss.deleteJob(schema, settled, { db });
    };
    const announce = () => {
      if (emitted) wake('inbox');
      for (const job of jobs) wake('queue', job.startAfter * 1000);
      for (const run of ended) hear(run);
    };
    return { tx, flush, announce };
  }

  return {
    schema,
    now,
    log: options.log,
    functions: options.functions,
    fence,
    write,
    tell: hear,
    read: (text, values) => afterDeadlocks(async () => (await pool.query(text, values)).rows),
    fetchJobs: (limit, exceptOf) =>
      write((tx) =>
        boss.fetch<Job>(schema, {
          batchSize: limit,
          ignoreGroups: exceptOf,
          db: { executeSql: async (text, values) => ({ rows: await tx.query(text, values) }) },
        }),
      ),
  };
}

/** Repeats what a deadlock broke off: that was rolled back for sure, so nothing is done twice. */
async function afterDeadlocks<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (sqlState(error) !== DEADLOCK || attempt > DEADLOCK_RETRIES) throw error;
    }
  }
}
