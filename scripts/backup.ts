// A backup: one gzip file that holds every row as of one moment, taken while AirGate runs. Its lines are a header, then
// for each table its name and its rows as COPY writes them, and an end with the counts and a checksum.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import { executorVersion, listSequences, listTables } from './backup-tables.ts';

const FORMAT = 1;
/** Opens only with a key of the installation that made the backup. */
export const CANARY = 'airgate backup';
/** Ends the rows of a table; COPY writes no row like it. */
export const END_OF_ROWS = '\\.';

export const headerLine = z.object({
  airgate: z.literal('backup'),
  format: z.literal(FORMAT),
  madeAt: z.string(),
  migrations: z.array(z.string()).min(1),
  executor: z.number().nullable(),
  canary: z.string(),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
});
export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
export const endLine = z.object({ tables: z.number(), rows: z.number(), sha256: z.string() });

export type Counts = { tables: number; rows: number };

/**
 * Writes a backup of the database into a new file; the file appears when it is complete. Throws when the file exists or
 * when the connection's role does not see every row.
 */
export async function backUp(url: string, file: string, seal: (text: string) => string): Promise<Counts> {
  const part = `${file}.part`;
  await (await open(file, 'wx', 0o600)).close();
  try {
    const counts = await write(url, part, seal);
    await rename(part, file);
    return counts;
  } catch (error) {
    await Promise.all([file, part].map((path) => rm(path, { force: true })));
    throw error;
  }
}

async function write(url: string, file: string, seal: (text: string) => string): Promise<Counts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Row level security would leave rows out in silence; so it is an error instead.
    await client.query('SET row_security = off');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const counts = { tables: 0, rows: 0 };
    const packed = createWriteStream(file, { mode: 0o600, flush: true });
    await pipeline(withChecksum(content(client, seal, counts), counts), createGzip(), packed);
    await client.query('COMMIT');
    return counts;
  } finally {
    await client.end();
  }
}

/** Adds the last line: how much there is, and the checksum of it all. */
async function* withChecksum(chunks: AsyncIterable<Buffer>, counts: Counts): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  yield line({ ...counts, sha256: hash.digest('hex') });
}

async function* content(
  client: pg.Client,
  seal: (text: string) => string,
  counts: Counts,
): AsyncGenerator<Buffer> {
  yield line(await header(client, seal));
  for (const { name, columns } of await listTables(client)) {
    yield line({ table: name, columns });
    const rows = client.query(copyTo(`COPY (SELECT ${columns.join(', ')} FROM ${name}) TO STDOUT`));
    yield* rows as AsyncIterable<Buffer>;
    yield Buffer.from(`${END_OF_ROWS}\n`);
    counts.rows += rows.rowCount;
    counts.tables += 1;
  }
}

async function header(
  client: pg.Client,
  seal: (text: string) => string,
): Promise<z.input<typeof headerLine>> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
  );
  const { rows: clock } = await client.query<{ now: Date }>('SELECT now()');
  return {
    airgate: 'backup',
    format: FORMAT,
    madeAt: clock[0]?.now.toISOString() ?? '',
    migrations: rows.map(({ name }) => name),
    executor: await executorVersion(client),
    canary: seal(CANARY),
    sequences: await listSequences(client),
  };
}

const line = (value: object) => Buffer.from(`${JSON.stringify(value)}\n`);
