// Databases for tests: copies of a template that holds the migrations and nothing else.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseUrl } from './environment.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServerUrl: string;
    testTemplate: string;
    testDatabasePrefix: string;
  }
}

export interface FreshDatabase {
  /** Connection string of the owner. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own for one test, migrated and without rows. What is not dropped goes at the end of the run. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `${inject('testDatabasePrefix')}_${randomBytes(6).toString('hex')}`;
  const url = await cloneDatabase(name);
  return { url, drop: () => sql(inject('testServerUrl'), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

/** The same without the migrations. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const name = `${inject('testDatabasePrefix')}_${randomBytes(6).toString('hex')}`;
  const server = inject('testServerUrl');
  await sql(server, `CREATE DATABASE "${name}" TEMPLATE template0`);
  return {
    url: databaseUrl(server, name),
    drop: () => sql(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

/** Makes `name` a copy of the template, replacing what was there. Returns its connection string. */
export async function cloneDatabase(name: string): Promise<string> {
  const server = inject('testServerUrl');
  await sql(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await sql(server, `CREATE DATABASE "${name}" TEMPLATE "${inject('testTemplate')}"`);
  return databaseUrl(server, name);
}

/** Runs one statement on a connection of its own. */
async function sql(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
