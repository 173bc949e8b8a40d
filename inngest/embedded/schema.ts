import type { Pool, PoolClient } from 'pg';
import { PgBoss } from 'pg-boss';

export const DEFAULT_SCHEMA = 'executor';
const BOSS_SCHEMA = 'pgboss';
/** The key of the advisory lock under which schemas are made. */
const SCHEMA_LOCK = 7_246_013_551;

/** The schema's versions in order; a released one is never edited, changes are appended. */
const VERSIONS: ((schema: string) => string)[] = [
  (schema) => `
    CREATE TABLE ${schema}.lease (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      epoch bigint NOT NULL,
      holder text,
      since timestamptz
    );
    INSERT INTO ${schema}.lease (epoch) VALUES (0);

    -- True for the holder of the current epoch, an error for everybody else. A new leader takes the
    -- same lock exclusively before it raises the epoch, so no older write can be under way by then.
    CREATE FUNCTION ${schema}.fence(expected bigint) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(hashtextextended('${schema}.fence', 0));
      IF (SELECT epoch FROM ${schema}.lease) IS DISTINCT FROM expected THEN
        RAISE EXCEPTION 'the lease of epoch % is over', expected USING ERRCODE = 'EX001';
      END IF;
      RETURN true;
    END $$;

    CREATE TABLE ${schema}.function (
      id text PRIMARY KEY,
      name text NOT NULL,
      triggers jsonb NOT NULL,
      synced_at timestamptz NOT NULL
    );
    CREATE TABLE ${schema}.schedule (
      function_id text NOT NULL,
      cron text NOT NULL,
      next_at timestamptz NOT NULL,
      PRIMARY KEY (function_id, cron)
    );

    CREATE TABLE ${schema}.event (
      seq bigint GENERATED ALWAYS AS IDENTITY,
      id text PRIMARY KEY,
      name text NOT NULL,
      payload jsonb NOT NULL,
      received_at timestamptz NOT NULL,
      matched_at timestamptz,
      error text
    );
    CREATE INDEX event_inbox ON ${schema}.event (seq) WHERE matched_at IS NULL;
    CREATE INDEX event_matched ON ${schema}.event (matched_at);

    CREATE TABLE ${schema}.run (
      id text PRIMARY KEY,
      function_id text NOT NULL,
      state text NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
      event jsonb NOT NULL,
      tick timestamptz,
      singleton text,
      attempt int NOT NULL DEFAULT 0,
      parent_run text,
      parent_step text,
      output jsonb,
      error jsonb,
      created_at timestamptz NOT NULL,
      started_at timestamptz,
      finished_at timestamptz
    );
    CREATE UNIQUE INDEX run_tick ON ${schema}.run (function_id, tick) WHERE tick IS NOT NULL;
    CREATE INDEX run_function ON ${schema}.run (function_id, id);
    CREATE INDEX run_active ON ${schema}.run (function_id, singleton) WHERE state IN ('queued', 'running');
    CREATE INDEX run_finished ON ${schema}.run (finished_at) WHERE finished_at IS NOT NULL;

    CREATE SEQUENCE ${schema}.step_position;
    CREATE TABLE ${schema}.step (
      run_id text NOT NULL,
      id text NOT NULL,
      name text NOT NULL,
      op text NOT NULL,
      state text NOT NULL CHECK (state IN ('pending', 'retrying', 'done', 'failed', 'cancelled')),
      attempt int NOT NULL DEFAULT 0,
      value jsonb,
      race boolean NOT NULL DEFAULT false,
      event text,
      expression text,
      position bigint,
      due_at timestamptz,
      started_at timestamptz NOT NULL,
      finished_at timestamptz,
      PRIMARY KEY (run_id, id)
    );
    CREATE INDEX step_waiting ON ${schema}.step (event) WHERE event IS NOT NULL AND state = 'pending';

    CREATE TABLE ${schema}.parked (
      seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      run_id text NOT NULL,
      step_id text,
      slots text[] NOT NULL,
      limits int[] NOT NULL
    );
    CREATE INDEX parked_run ON ${schema}.parked (run_id);
    CREATE TABLE ${schema}.dedupe (key text PRIMARY KEY, expires_at timestamptz NOT NULL);
    CREATE TABLE ${schema}.throttle (key text PRIMARY KEY, next_at timestamptz NOT NULL);
    CREATE TABLE ${schema}.debounce (
      key text PRIMARY KEY,
      function_id text NOT NULL,
      event jsonb NOT NULL,
      due_at timestamptz NOT NULL,
      deadline timestamptz
    );`,
  (schema) => `
    -- What keeps the app from being called for a run: {failures, since, reason}.
    ALTER TABLE ${schema}.run ADD COLUMN unreachable jsonb;
    -- Steps that wait for the same places form a lane; only the head of a lane is ever looked for.
    CREATE INDEX parked_lane ON ${schema}.parked (slots, seq);`,
];

/**
 * Creates or upgrades the executor's tables and pg-boss' own; safe to repeat and to run from several
 * processes at once. Needs a connection that may create schemas.
 */
export async function createExecutorSchema(pool: Pool, schema: string = DEFAULT_SCHEMA): Promise<void> {
  assertSchemaName(schema);
  const client = await pool.connect();
  try {
    // One lock for whatever schema: they all share pg-boss' own, whose creation does not bear two processes at once.
    await client.query('SELECT pg_advisory_lock($1)', [SCHEMA_LOCK]);
    await client.query('BEGIN');
    await upgrade(client, schema);
    await client.query('COMMIT');
    await installBoss(pool, schema);
    await client.query('SELECT pg_advisory_unlock($1)', [SCHEMA_LOCK]);
  } catch (error) {
    // With its session goes the lock.
    client.release(true);
    throw error;
  }
  client.release();
}

async function installBoss(pool: Pool, schema: string): Promise<void> {
  const boss = createBoss(pool, false);
  boss.on('error', () => {});
  await boss.start();
  try {
    await createQueue(boss, schema);
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}

async function upgrade(client: PoolClient, schema: string): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.version (version int NOT NULL)`);
  const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${schema}.version`);
  const current = rows[0]?.version ?? 0;
  if (current >= VERSIONS.length) return;
  for (const version of VERSIONS.slice(current)) await client.query(version(schema));
  await client.query(`DELETE FROM ${schema}.version`);
  await client.query(`INSERT INTO ${schema}.version VALUES ($1)`, [VERSIONS.length]);
}

/** A pg-boss that works through our pool. `supervise` turns its own maintenance on. */
export function createBoss(pool: Pool, supervise: boolean): PgBoss {
  const executeSql = (text: string, values?: unknown[]) => pool.query(text, values);
  return new PgBoss({ db: { executeSql }, schema: BOSS_SCHEMA, schedule: false, supervise });
}

/** The one queue of an executor bears the name of its schema. Settled jobs are deleted, not archived. */
async function createQueue(boss: PgBoss, schema: string): Promise<void> {
  if (await boss.getQueue(schema)) return;
  await boss.createQueue(schema, {
    policy: 'standard',
    retryLimit: 1_000_000,
    retryDelay: 0,
    expireInSeconds: 86_400,
    retentionSeconds: 31_536_000,
    deleteAfterSeconds: 3_600,
  });
}

/** Schema names are written into SQL, so only plain lower-case identifiers are accepted. */
export function assertSchemaName(schema: string): void {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) throw new Error(`"${schema}" is not a plain schema name`);
}

export const bossTable = `${BOSS_SCHEMA}.job`;
