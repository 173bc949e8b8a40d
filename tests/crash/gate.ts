// Stops a process at any of its writes, without the process knowing of it: triggers count a tenant's transactions, and
// the one that it shall not get to waits for a lock that the test holds.
import { Client, Pool } from 'pg';

/** One row that a transaction wrote; `n` counts the tenant's writing transactions. */
export type Write = { n: number; table: string; op: string };

export type Gate = {
  /** Lets the tenant's events through and counts its writes. */
  watch(tenantId: string): Promise<void>;
  /** Stops before the tenant's `n`-th writing transaction and everything after it. */
  stopAt(tenantId: string, n: number): Promise<void>;
  /** Whether somebody stands before the gate. */
  isReached(): Promise<boolean>;
  /** Opens it and sends away whoever stands there; what they were about to write is undone. */
  dismiss(tenantId: string): Promise<void>;
  /** Sends away who came late: a statement of the dead that had read the order to stop. */
  sweep(): Promise<void>;
  writes(tenantId: string): Promise<Write[]>;
  close(): Promise<void>;
};

const LOCK = 7_310_911;

/** What a row of the executor belongs to is said by its event. */
const OWNERS: Record<string, string> = {
  'executor.event': `coalesce(subject->'payload'->'data'->>'tenantId', subject->'payload'->'data'->'event'->'data'->>'tenantId')`,
  'executor.run': `coalesce(subject->'event'->'data'->>'tenantId', subject->'event'->'data'->'event'->'data'->>'tenantId')`,
  'executor.step': `(select event->'data'->>'tenantId' from executor.run where id = subject->>'run_id')`,
};

const SETUP = `
  CREATE SCHEMA IF NOT EXISTS crash;
  GRANT USAGE ON SCHEMA crash TO PUBLIC;
  CREATE TABLE IF NOT EXISTS crash.watched (tenant_id text PRIMARY KEY, stop_at int);
  CREATE TABLE IF NOT EXISTS crash.write (tenant_id text, n int, tbl text, op text, at timestamptz DEFAULT clock_timestamp());

  CREATE OR REPLACE FUNCTION crash.pass() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  DECLARE
    subject jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
    owner text;
    stop int;
    mark text;
    seen text;
    n int;
  BEGIN
    owner := CASE TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME
      ${Object.entries(OWNERS)
        .map(([table, sql]) => `WHEN '${table}' THEN ${sql}`)
        .join('\n      ')}
      ELSE subject->>'tenant_id' END;
    SELECT stop_at INTO stop FROM crash.watched WHERE tenant_id = owner;
    IF FOUND THEN
      -- The number of a transaction is kept with it, so that its second row gets the same one.
      mark := 'crash.' || owner;
      seen := current_setting(mark, true);
      IF seen IS NULL OR split_part(seen, ':', 1) <> pg_current_xact_id()::text THEN
        n := nextval(format('crash.%I', 'n_' || owner));
        PERFORM set_config(mark, pg_current_xact_id() || ':' || n, true);
        IF n >= stop THEN PERFORM pg_advisory_xact_lock(${LOCK}); END IF;
      ELSE
        n := split_part(seen, ':', 2)::int;
      END IF;
      INSERT INTO crash.write (tenant_id, n, tbl, op) VALUES (owner, n, TG_TABLE_NAME, TG_OP);
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END $$;

  -- What is prepared for a test goes no further: nothing is done about the events of a tenant that is not watched.
  CREATE OR REPLACE FUNCTION crash.keep_quiet() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM crash.watched WHERE tenant_id = NEW.tenant_id) THEN NEW.sent_at := now(); END IF;
    RETURN NEW;
  END $$;
  CREATE OR REPLACE TRIGGER crash_quiet BEFORE INSERT ON outbox_event FOR EACH ROW EXECUTE FUNCTION crash.keep_quiet();
`;

const WATCHED = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND (n.nspname || '.' || c.relname = ANY($1) OR (n.nspname = 'public' AND EXISTS (
    SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')))`;

/** Sets the gate up in a database where the executor has run before, and shuts it. */
export async function openGate(connectionString: string): Promise<Gate> {
  const db = new Pool({ connectionString, max: 2 });
  // The database may be killed as well; who needs it next connects anew.
  db.on('error', () => {});
  let keeper: Client | undefined;
  const shut = async () => {
    if (keeper) return;
    const client = new Client({ connectionString });
    for (const event of ['error', 'end'] as const)
      client.on(event, () => {
        keeper = undefined;
      });
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    keeper = client;
  };
  await db.query(SETUP);
  const { rows } = await db.query<{ name: string }>(WATCHED, [Object.keys(OWNERS)]);
  for (const { name } of rows) {
    await db.query(`CREATE OR REPLACE TRIGGER crash_gate BEFORE INSERT OR UPDATE OR DELETE ON ${name}
      FOR EACH ROW EXECUTE FUNCTION crash.pass()`);
  }

  const waiting = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCK} AND NOT granted`;
  const sweep = async () => {
    await db.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS them`);
  };
  return {
    sweep,
    watch: async (tenantId) => {
      await db.query(`CREATE SEQUENCE crash."n_${tenantId}"`);
      await db.query('INSERT INTO crash.watched VALUES ($1)', [tenantId]);
    },
    stopAt: async (tenantId, n) => {
      await shut();
      await db.query('UPDATE crash.watched SET stop_at = $2 WHERE tenant_id = $1', [tenantId, n]);
    },
    isReached: async () => (await db.query(waiting)).rows.length > 0,
    dismiss: async (tenantId) => {
      await db.query('UPDATE crash.watched SET stop_at = NULL WHERE tenant_id = $1', [tenantId]);
      await sweep();
    },
    writes: async (tenantId) => {
      const text = 'SELECT n, tbl AS "table", op FROM crash.write WHERE tenant_id = $1 ORDER BY n, at';
      return (await db.query<Write>(text, [tenantId])).rows;
    },
    close: async () => {
      await Promise.all([db.end(), keeper?.end()]);
    },
  };
}
