// What a request asks of the database: Postgres writes the plan of every statement into its log, and it is read from there.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

export interface Asked {
  statements: number;
  /** Rows that were looked at, whether they were wanted or not. */
  rows: number;
  ms: number;
  scans: Scan[];
}

/** A whole table of more than a thousand rows read from end to end. */
export interface Scan {
  readonly table: string;
  readonly statement: string;
}

type Plan = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
};
type Entry = { 'Query Text': string; Plan: Plan };

const LARGE_TABLE = 1_000;

/** Lets the application's role explain itself in the log; `off` ends that. Its connections begin anew. */
export async function explainAll(databaseUrl: string, on: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('alter role airgate_app reset all');
    if (on) {
      await client.query("load 'auto_explain'");
      const settings = {
        session_preload_libraries: 'auto_explain',
        'auto_explain.log_min_duration': '0',
        'auto_explain.log_analyze': 'on',
        'auto_explain.log_timing': 'off',
        'auto_explain.log_format': 'json',
        'auto_explain.log_parameter_max_length': '0',
      };
      for (const [name, value] of Object.entries(settings))
        await client.query(`alter role airgate_app set ${name} = '${value}'`);
    }
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'airgate_app' and pid <> pg_backend_pid()",
    );
  } finally {
    await client.end();
  }
}

/** Reads the server's log in `dataFolder`: what stands in it since the last time. */
export async function watchStatements(databaseUrl: string, dataFolder: string) {
  const file = await open(join(dataFolder, 'server.log'), 'r');
  const large = await largeTables(databaseUrl);
  let position = (await file.stat()).size;
  return {
    async read(): Promise<Asked> {
      const { size } = await file.stat();
      const { buffer } = await file.read(Buffer.alloc(size - position), 0, size - position, position);
      position = size;
      return summarise(buffer.toString('utf8'), large);
    },
    close: () => file.close(),
  };
}

async function largeTables(databaseUrl: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples > $1",
      [LARGE_TABLE],
    );
    return new Set(rows.map((row) => row.name));
  } finally {
    await client.end();
  }
}

function summarise(log: string, large: ReadonlySet<string>): Asked {
  const asked: Asked = { statements: 0, rows: 0, ms: 0, scans: [] };
  for (const [, ms, json] of log.matchAll(/duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/g)) {
    const { Plan: plan, 'Query Text': text }: Entry = JSON.parse((json ?? '').replace(/^\t/gm, ''));
    const statement = text.replace(/\s+/g, ' ').trim();
    asked.statements += 1;
    asked.ms += Number(ms);
    for (const node of nodesOf(plan)) {
      const table = node['Relation Name'];
      if (!table) continue;
      const {
        'Actual Rows': kept = 0,
        'Actual Loops': loops = 1,
        'Rows Removed by Filter': dropped = 0,
      } = node;
      asked.rows += Math.round((kept + dropped + (node['Rows Removed by Index Recheck'] ?? 0)) * loops);
      // A scan that a limit has ended early, or that never ran, reads less than the table.
      const whole = /Seq Scan$/.test(node['Node Type']) && (kept + dropped) * loops > LARGE_TABLE;
      if (whole && large.has(table)) asked.scans.push({ table, statement });
    }
  }
  return asked;
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
