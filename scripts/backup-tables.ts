// What a backup holds: the rows of AirGate's own tables and of its jobs, not what an installation makes anew by itself.
import type { Client } from 'pg';

export interface Table {
  /** Quoted and with its schema, fit for SQL. */
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Sequence {
  readonly name: string;
  readonly last: string;
}

/** Made anew: the history of migrations, who leads the jobs, the versions and queues of the jobs' tables. */
const LEFT_OUT = new Set([
  'public._prisma_migrations',
  'executor.lease',
  'executor.version',
  ...['bam', 'queue', 'queue_stats', 'schedule', 'subscription', 'version', 'warning'].map(
    (t) => `pgboss.${t}`,
  ),
]);

/** Every table that a backup holds, with the columns that can be written. */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<{ id: string; name: string; columns: string[] }>(
    `SELECT n.nspname || '.' || c.relname AS id, format('%I.%I', n.nspname, c.relname) AS name,
            array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE n.nspname IN ('public', 'executor', 'pgboss') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      GROUP BY 1, 2 ORDER BY 1`,
  );
  return rows.filter(({ id }) => !LEFT_OUT.has(id)).map(({ name, columns }) => ({ name, columns }));
}

/** The sequences that have been used, so that numbers are not given out twice. */
export async function listSequences(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS last FROM pg_sequences
      WHERE schemaname IN ('public', 'executor') AND last_value IS NOT NULL ORDER BY 1`,
  );
  return rows;
}

/** The version of the jobs' tables; null before the jobs have run for the first time. */
export async function executorVersion(client: Client): Promise<number | null> {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('executor.version') IS NOT NULL AS there",
  );
  if (!rows[0]?.there) return null;
  const found = await client.query<{ version: number }>('SELECT version FROM executor.version');
  return found.rows[0]?.version ?? null;
}
