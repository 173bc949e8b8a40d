// The database of a start: the embedded one with a key of its own, or the one that DATABASE_URL names.
import { join } from 'node:path';
import pg from 'pg';
import { checkSecretKey } from './check-secret-key.ts';
import { type DataFolder, secretKeyFile } from './data-folder.ts';
import { deploy } from './migrate.ts';
import { startPostgres } from './pg.ts';

export interface Database {
  readonly url: string;
  readonly secretKey: string;
  /** What lies where, for the summary: label and value. */
  readonly places: [string, string][];
  /** Only the embedded one is ours to stop. */
  readonly stop?: () => Promise<void>;
}

const OLDEST_VERSION = 16;

/** Finds or starts the database. Every error is one line. */
export async function openDatabase(folder: DataFolder): Promise<Database> {
  const { DATABASE_URL, AIRGATE_SECRET_KEY } = process.env;
  return DATABASE_URL ? existing(DATABASE_URL, AIRGATE_SECRET_KEY) : embedded(folder, AIRGATE_SECRET_KEY);
}

async function existing(url: string, secretKey: string | undefined): Promise<Database> {
  if (!secretKey)
    throw new Error(
      'AIRGATE_SECRET_KEY is missing: a database of your own needs a key of your own (make one with: openssl rand -base64 32)',
    );
  const place = await check(url);
  return {
    url,
    secretKey,
    places: [
      ['Database', place],
      ['Secret key', 'AIRGATE_SECRET_KEY'],
    ],
  };
}

async function embedded(folder: DataFolder, ownKey: string | undefined): Promise<Database> {
  const postgres = await startPostgres({ dir: join(folder.path, 'postgres') });
  return {
    url: postgres.url,
    secretKey: ownKey || (await folder.secretKey()),
    places: [
      ['Database', postgres.data],
      ['Secret key', ownKey ? 'AIRGATE_SECRET_KEY' : secretKeyFile(folder.path)],
    ],
    stop: postgres.stop,
  };
}

/** Returns the database's place without its password. */
async function check(url: string): Promise<string> {
  if (!URL.canParse(url))
    throw new Error('DATABASE_URL is not a connection string (postgresql://user:password@host:port/name)');
  const { host, pathname } = new URL(url);
  const place = `${host}${pathname}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    const version = Math.floor(Number(rows[0]?.version) / 10_000);
    if (version < OLDEST_VERSION)
      throw new Error(`PostgreSQL ${version} is too old, AirGate needs ${OLDEST_VERSION}`);
    return place;
  } catch (error) {
    throw new Error(`The database at ${place} cannot be used: ${reason(error)}`);
  } finally {
    await client.end().catch(() => {});
  }
}

/** A host with several addresses fails with an error that holds one error per address and no text. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

/** Brings the database to the newest form. Needs the whole environment in place. */
export async function prepareDatabase({ url }: Database): Promise<string> {
  // Imported late: this module reads the environment, which the launcher completes first.
  const { appDatabaseUrls } = await import('#server/core/db.ts');
  await checkSecretKey(url, appDatabaseUrls());
  const applied = await deploy(url);
  return applied.length > 0 ? `${applied.length} applied` : 'up to date';
}
