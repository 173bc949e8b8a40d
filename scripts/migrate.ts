// Migrations: bring a database to the newest form, say where it stands, write the next one from the Prisma schema.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OpenEngine, openEngine, type SchemaEngine } from './schema-engine.ts';

export interface MigrationStatus {
  /** In the folder, not yet in the database. */
  readonly pending: string[];
  /** In the database, but no longer in the folder. */
  readonly unknown: string[];
  /** Changed in the folder after they were applied. */
  readonly edited: string[];
  /** Started and not finished. */
  readonly failed: string[];
  /** Whether the Prisma schema says more than the migrations do. */
  readonly schemaChanged: boolean;
}

const root = join(import.meta.dirname, '..');
const SCHEMA = join(root, 'prisma/schema');
export const MIGRATIONS = join(root, 'prisma/migrations');
const LOCK_FILE = 'migration_lock.toml';
const LOCK = 'provider = "postgresql"\n';
const filters = { externalTables: [], externalEnums: [] };

/** Applies what is missing; returns the names applied. Refuses when an applied migration was edited or has failed. */
export async function deploy(url: string, folder = MIGRATIONS): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const migrationsList = await listMigrations(folder);
    const { editedMigrationNames, failedMigrationNames } = await engine.diagnoseMigrationHistory({
      migrationsList,
      filters,
      optInToShadowDatabase: false,
    });
    if (editedMigrationNames.length > 0)
      throw new Error(`Edited after it was applied to this database: ${editedMigrationNames.join(', ')}`);
    if (failedMigrationNames.length > 0)
      throw new Error(`Failed earlier and must be repaired by hand: ${failedMigrationNames.join(', ')}`);
    return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
  });
}

/** Compares the database, the migrations folder and the Prisma schema. */
export async function status(url: string, folder = MIGRATIONS): Promise<MigrationStatus> {
  return withEngine(url, async (engine) => {
    const migrationsList = await listMigrations(folder);
    const found = await engine.diagnoseMigrationHistory({
      migrationsList,
      filters,
      optInToShadowDatabase: false,
    });
    const { history } = found;
    return {
      pending: history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [],
      unknown: history && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [],
      edited: found.editedMigrationNames,
      failed: found.failedMigrationNames,
      schemaChanged: (await difference(engine, folder)) !== null,
    };
  });
}

/** Writes the next migration. Returns its file, or null when the migrations already say what the schema says. */
export async function createMigration(
  url: string,
  name: string,
  folder = MIGRATIONS,
): Promise<string | null> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(`A migration's name is made of a-z, 0-9 and _, not "${name}"`);
  const sql = await withEngine(url, (engine) => difference(engine, folder));
  if (sql === null) return null;
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const file = join(folder, `${time}_${name}`, 'migration.sql');
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, sql);
  if (!existsSync(join(folder, LOCK_FILE))) await writeFile(join(folder, LOCK_FILE), LOCK);
  return file;
}

async function difference(engine: SchemaEngine, folder: string): Promise<string | null> {
  const files = (await schemaFiles()).map(([path, content]) => ({ path, content }));
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'migrations', ...(await listMigrations(folder)) },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters,
  });
  return exitCode === 0 ? null : (stdout ?? '');
}

async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  let open: OpenEngine | undefined;
  try {
    open = await openEngine(url, await schemaFiles());
    return await work(open.engine);
  } catch (error) {
    throw new Error(`Migration: ${readable(error)}`, { cause: error });
  } finally {
    await open?.close();
  }
}

/** One line: the engine's own call trace goes, except for the name of the migration at fault. */
function readable(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [text = '', trace = ''] = message.split(/\n\s*0: /);
  const name = /migration_name="([^"]+)"/.exec(trace)?.[1];
  const line = text
    .replace(/external connector error|Error querying the database:/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return name ? `${name} failed: ${line}` : line;
}

async function schemaFiles(): Promise<[string, string][]> {
  const names = (await readdir(SCHEMA)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const path = join(SCHEMA, name);
      return [path, await readFile(path, 'utf8')];
    }),
  );
}

async function listMigrations(folder: string) {
  const names = await migrationNames(folder);
  const migrationDirectories = await Promise.all(
    names.map(async (path) => {
      const value = await readFile(join(folder, path, 'migration.sql'), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  return {
    baseDir: folder,
    lockfile: { path: LOCK_FILE, content: LOCK },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

/** The names of a folder's migrations, oldest first. */
export async function migrationNames(folder = MIGRATIONS): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
