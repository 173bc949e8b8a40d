// Starts the tests' own PostgreSQL and builds the template that every test file copies.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { withLock } from '#scripts/lock.ts';
import { deploy, MIGRATIONS, migrationNames } from '#scripts/migrate.ts';
import { type Postgres, startPostgres } from '#scripts/pg.ts';
import { databaseUrl, setEnvironment } from './environment.ts';

const root = join(import.meta.dirname, '..');
const KEPT_TEMPLATES = 5;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ dir: join(root, '.airgate/test'), test: true });
  const serverUrl = databaseUrl(postgres.url, 'postgres');
  // Stays open: it tells other runs on this server that somebody is still at work.
  const client = new pg.Client({ connectionString: serverUrl, application_name: 'airgate-tests' });
  await client.connect();
  const template = `template_${await migrationsHash()}`;
  const prefix = `test_${process.pid}`;
  await dropDatabases(client, (name) => isAbandoned(name));
  await withLock(`template ${root}`, 120, async () => {
    await buildTemplate(client, serverUrl, template);
    await letApplicationIn(serverUrl);
  });
  project.provide('testServerUrl', serverUrl);
  project.provide('testTemplate', template);
  project.provide('testDatabasePrefix', prefix);
  return async () => {
    await dropDatabases(client, (name) => name.startsWith(`${prefix}_`));
    await stopUnlessShared(client, postgres);
  };
}

async function buildTemplate(client: pg.Client, serverUrl: string, template: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%' ORDER BY oid DESC",
  );
  const names = rows.map((row) => row.datname);
  if (names.includes(template)) return;
  for (const old of names.slice(KEPT_TEMPLATES)) await client.query(`DROP DATABASE "${old}" WITH (FORCE)`);
  const part = `${template}_part`;
  await client.query(`DROP DATABASE IF EXISTS "${part}" WITH (FORCE)`);
  await client.query(`CREATE DATABASE "${part}" TEMPLATE template0`);
  await deploy(databaseUrl(serverUrl, part));
  await client.query(`ALTER DATABASE "${part}" RENAME TO "${template}"`);
}

/** Roles belong to the whole server, so once is enough for every copy. */
async function letApplicationIn(serverUrl: string): Promise<void> {
  setEnvironment(serverUrl);
  const { ensureAppRole } = await import('#server/core/app-role.ts');
  await ensureAppRole();
}

async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of await migrationNames())
    hash.update(`${name}\0`).update(await readFile(join(MIGRATIONS, name, 'migration.sql')));
  return hash.digest('hex').slice(0, 16);
}

async function dropDatabases(client: pg.Client, chosen: (name: string) => boolean): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
  for (const { datname } of rows)
    if (chosen(datname)) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
}

/** Left behind by a run whose process is gone. */
function isAbandoned(name: string): boolean {
  const pid = Number(/^test_(\d+)_/.exec(name)?.[1]);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

/** The next run starts it again in a tenth of a second; the template stays. */
async function stopUnlessShared(client: pg.Client, postgres: Postgres): Promise<void> {
  const { rows } = await client.query<{ runs: number }>(
    "SELECT count(*)::int AS runs FROM pg_stat_activity WHERE application_name = 'airgate-tests'",
  );
  await client.end();
  if (rows[0]?.runs === 1) await postgres.stop();
}
