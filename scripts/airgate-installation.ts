// The installation that a command works on: the one that DATABASE_URL names, or that of the data folder, running or not.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkSecretKey } from './check-secret-key.ts';
import { type DataFolder, openDataFolder, secretKeyFile } from './data-folder.ts';
import { type Database, openDatabase, prepareDatabase } from './launch-database.ts';
import { status } from './migrate.ts';

export interface Installation {
  readonly database: Database;
  /** Whether AirGate runs on the data folder right now. Not known for a database of one's own. */
  readonly running: boolean;
  /** The folder whose file `secret-key` holds the master key; null where the environment gives it. */
  readonly keyFolder: string | null;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..');

/**
 * Opens the database and completes the environment, so that the server's code can be imported afterwards. The embedded
 * server is started when it is down and stopped again when nobody else needs it.
 */
export async function openInstallation(): Promise<Installation> {
  const { env } = process;
  const path = resolve(root, env.AIRGATE_DATA_DIR || '.airgate');
  const keyFolder = env.AIRGATE_SECRET_KEY ? null : path;
  Object.assign(env, { AIRGATE_DATA_DIR: path, LOG_LEVEL: env.LOG_LEVEL || 'error' });
  const { folder, running } = env.DATABASE_URL
    ? { folder: runningFolder(path), running: false }
    : await findFolder(path);
  const database = await openDatabase(folder);
  Object.assign(env, { DATABASE_URL: database.url, AIRGATE_SECRET_KEY: database.secretKey });
  const close = async () => {
    if (!running) await database.stop?.();
  };
  return { database, running, keyFolder, close };
}

/** Applies what is missing, and lets the application's role in. Returns what it did. */
export async function migrate({ database }: Installation): Promise<string> {
  const done = await prepareDatabase(database);
  const { ensureAppRole } = await import('#server/core/app-role.ts');
  await ensureAppRole();
  return done;
}

/** Makes sure that verbs can work: the right key, every migration. An embedded database is brought there by itself. */
export async function makeReady(installation: Installation): Promise<void> {
  const { database, running } = installation;
  if (database.stop && !running) {
    await migrate(installation);
    return;
  }
  const { pending } = await status(database.url);
  if (pending.length > 0)
    throw new Error(`${pending.length} migrations are missing; run: npm run airgate -- migrate`);
  const { appDatabaseUrls } = await import('#server/core/db.ts');
  await checkSecretKey(database.url, appDatabaseUrls());
  const { ensureAppRole } = await import('#server/core/app-role.ts');
  await ensureAppRole({ anyKey: true });
}

async function findFolder(path: string): Promise<{ folder: DataFolder; running: boolean }> {
  try {
    return { folder: await openDataFolder(path), running: false };
  } catch (error) {
    const folder = runningFolder(path);
    // Taken by a running AirGate, whose key is there; anything else is a fault of its own.
    await folder.secretKey().catch(() => {
      throw error;
    });
    return { folder, running: true };
  }
}

/** A folder that somebody else has open: its key is read and never made. */
function runningFolder(path: string): DataFolder {
  return { path, secretKey: async () => (await readFile(secretKeyFile(path), 'utf8')).trim() };
}
