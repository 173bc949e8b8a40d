// Restoring a backup into a new, empty database: the migrations that the backup knew, its rows in one transaction, then the
// migrations that came later. Nothing that exists is ever overwritten.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { z } from 'zod';
import { CANARY, type Counts, END_OF_ROWS, endLine, headerLine, tableLine } from './backup.ts';
import { executorVersion, listTables, type Sequence, type Table } from './backup-tables.ts';
import { deploy, MIGRATIONS, migrationNames } from './migrate.ts';

export interface RestoreOptions {
  readonly url: string;
  readonly file: string;
  /** Opens what the backup's `seal` made; throws with a key of another installation. */
  readonly unseal: (text: string) => string;
  /** Makes the jobs' own tables; safe to repeat. */
  readonly prepareJobs: (pool: pg.Pool) => Promise<void>;
}

/** Throws, and leaves no row behind, when the backup is damaged, too new, of another key, or the database is in use. */
export async function restoreBackup(options: RestoreOptions): Promise<Counts & { madeAt: string }> {
  const { url, file, unseal } = options;
  const reader = openReader(file);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const header = await readHeader(reader);
    try {
      if (unseal(header.canary) !== CANARY) throw new Error('another text');
    } catch {
      throw new Error(
        'This backup belongs to another master key. Give the key of the installation that made it: in AIRGATE_SECRET_KEY, or as the file secret-key in the data folder',
      );
    }
    await assertEmpty(client);
    await deployOnly(url, header.migrations);
    await readyForJobs(options);
    const known = await executorVersion(client);
    if ((header.executor ?? 0) > (known ?? 0)) throw new Error(tooNew);
    await assertEmpty(client);
    const counts = await copyIn(client, reader, header.sequences);
    await deploy(url);
    await client.query('ANALYZE');
    return { ...counts, madeAt: header.madeAt };
  } finally {
    await reader.close();
    await client.end();
  }
}

const tooNew = 'This backup was made by a newer AirGate; restore it with that version or a later one';
const damaged = (file: string, what: string) => new Error(`${file} is no complete backup: ${what}`);

async function readHeader(reader: LineReader): Promise<z.output<typeof headerLine>> {
  const first = await reader.json(headerLine, 'it does not begin like one');
  const names = await migrationNames();
  if (!first.migrations.every((name) => names.includes(name))) throw new Error(tooNew);
  return first;
}

async function assertEmpty(client: pg.Client): Promise<void> {
  for (const { name } of await listTables(client)) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${name} LIMIT 1`);
    if (rowCount) {
      throw new Error(
        'A backup is restored into a new database only, and this one is in use. Choose a new folder with AIRGATE_DATA_DIR, or a new DATABASE_URL',
      );
    }
  }
}

/** The database as the backup knew it. */
async function deployOnly(url: string, migrations: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'airgate-restore-'));
  try {
    for (const name of migrations) await cp(join(MIGRATIONS, name), join(folder, name), { recursive: true });
    await deploy(url, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readyForJobs({ url, prepareJobs }: RestoreOptions): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    await prepareJobs(pool);
  } finally {
    await pool.end();
  }
}

async function copyIn(client: pg.Client, reader: LineReader, sequences: Sequence[]): Promise<Counts> {
  await client.query('BEGIN');
  try {
    // Rows arrive table by table, so references are complete only at the end.
    await client.query('SET LOCAL session_replication_role = replica');
    const writable = new Map((await listTables(client)).map((table) => [table.name, table]));
    let [tables, rows] = [0, 0];
    for (;;) {
      const before = reader.digest();
      const next = await reader.json(tableLine.or(endLine), 'a line between tables is not understood');
      if ('sha256' in next) {
        if (next.sha256 !== before) throw damaged(reader.file, 'its checksum does not match');
        if (next.rows !== rows || next.tables !== tables) throw damaged(reader.file, 'rows are missing');
        break;
      }
      tables += 1;
      rows += await copyTable(client, reader, next, writable.get(next.table));
    }
    for (const { name, last } of sequences)
      await client.query('SELECT setval($1::regclass, $2)', [name, last]);
    await client.query('COMMIT');
    return { tables, rows };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Names come from a file, so they are written into SQL only where the database has exactly that name too. */
async function copyTable(
  client: pg.Client,
  reader: LineReader,
  { table, columns }: z.output<typeof tableLine>,
  known: Table | undefined,
): Promise<number> {
  if (!known || !columns.every((column) => known.columns.includes(column)))
    throw damaged(reader.file, `it names ${table} or a column of it that does not exist`);
  const target = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  // A refused row shows on the stream, perhaps while a line is being waited for.
  const done = finished(target);
  done.catch(() => {});
  let rows = 0;
  try {
    for (;;) {
      const row = await reader.line();
      if (row === null) throw damaged(reader.file, `it ends inside ${table}`);
      if (row.length === END_OF_ROWS.length + 1 && row.toString().trimEnd() === END_OF_ROWS) break;
      rows += 1;
      if (!target.write(row)) {
        await Promise.race([new Promise((drained) => target.once('drain', drained)), done]);
      }
    }
    target.end();
    await done;
    return rows;
  } catch (error) {
    // The database waits for the rest of the rows until it is told that there is none.
    target.destroy();
    throw error;
  }
}

/** Lines of a gzip file, with the checksum of all that was read. */
interface LineReader {
  readonly file: string;
  /** The next line with its end, or null. */
  line(): Promise<Buffer | null>;
  /** The next line as the JSON of a schema. */
  json<T extends z.ZodType>(schema: T, otherwise: string): Promise<z.output<T>>;
  /** Of every line read so far. */
  digest(): string;
  close(): Promise<void>;
}

function openReader(file: string): LineReader {
  const hash = createHash('sha256');
  const lines = linesOf(file);
  async function line(): Promise<Buffer | null> {
    const { value, done } = await lines.next().catch((cause: unknown) => {
      const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
      throw missing ? new Error(`There is no file ${file}`) : damaged(file, 'it cannot be unpacked');
    });
    if (done || !value) return null;
    hash.update(value);
    return value;
  }
  async function json<T extends z.ZodType>(schema: T, otherwise: string): Promise<z.output<T>> {
    const result = schema.safeParse(parsed((await line())?.toString() ?? ''));
    if (!result.success) throw damaged(file, otherwise);
    return result.data;
  }
  return {
    file,
    line,
    json,
    digest: () => hash.copy().digest('hex'),
    close: async () => void (await lines.return(undefined)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  const source = createReadStream(file);
  const read = pipeline(source, unpacked);
  read.catch(() => {});
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10)) {
        yield buffer.subarray(0, end + 1);
        buffer = buffer.subarray(end + 1);
      }
      rest = Buffer.from(buffer);
    }
    await read;
    if (rest.length > 0) yield rest;
  } finally {
    source.destroy();
  }
}
