import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyDatabase, type FreshDatabase } from '#tests/database.ts';
import { createMigration, deploy, MIGRATIONS, migrationNames, status } from './migrate.ts';

let database: FreshDatabase;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'airgate-migrations-'));
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function write(name: string, sql: string): Promise<string> {
  await mkdir(join(folder, name));
  const file = join(folder, name, 'migration.sql');
  await writeFile(file, sql);
  return file;
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('deploy', () => {
  test('applies each migration once, in the order of their names', async () => {
    await write('20260102000000_second', 'ALTER TABLE thing ADD COLUMN size int;');
    await write('20260101000000_first', 'CREATE TABLE thing (id int);');
    expect(await deploy(database.url, folder)).toEqual(['20260101000000_first', '20260102000000_second']);
    expect(await deploy(database.url, folder)).toEqual([]);
    expect(await query('SELECT id, size FROM thing')).toEqual([]);
  });

  test('runs functions and blocks whose text holds semicolons', async () => {
    await write(
      '20260101000000_function',
      `CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END; $$;
       DO $$ BEGIN CREATE TABLE note (body text); INSERT INTO note VALUES ('a;b'); END; $$;`,
    );
    await deploy(database.url, folder);
    expect(await query('SELECT twice(21) AS n, body FROM note')).toEqual([{ n: 42, body: 'a;b' }]);
  });

  test('leaves nothing of a migration that fails, names it and refuses to go on', async () => {
    await write('20260101000000_broken', 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await expect(deploy(database.url, folder)).rejects.toThrow(
      /^Migration: 20260101000000_broken failed: .*division by zero$/,
    );
    expect(await query("SELECT to_regclass('half') AS found")).toEqual([{ found: null }]);
    await expect(deploy(database.url, folder)).rejects.toThrow('Failed earlier');
  });

  test('refuses when an applied migration was edited', async () => {
    const file = await write('20260101000000_first', 'CREATE TABLE thing (id int);');
    await deploy(database.url, folder);
    await appendFile(file, '-- later thought');
    await expect(deploy(database.url, folder)).rejects.toThrow(
      /Edited after it was applied.*20260101000000_first/,
    );
  });

  test('is safe to run twice at once', async () => {
    await write('20260101000000_first', 'CREATE TABLE thing (id int);');
    const applied = await Promise.all([deploy(database.url, folder), deploy(database.url, folder)]);
    expect(applied.flat()).toEqual(['20260101000000_first']);
  });

  test('says in one line that the database cannot be reached', async () => {
    const error = await deploy('postgresql://postgres@127.0.0.1:1/none', folder).catch((e: unknown) => e);
    expect(String(error)).toMatch(
      /^Error: Migration: Can't reach database server at `127\.0\.0\.1:1`[^\n]*$/,
    );
  });
});

describe('status', () => {
  test('tells pending, edited and unknown migrations apart', async () => {
    await write('20260101000000_first', 'CREATE TABLE a (id int);');
    const second = await write('20260102000000_second', 'CREATE TABLE b (id int);');
    await deploy(database.url, folder);
    await appendFile(second, '-- later thought');
    await write('20260103000000_third', 'CREATE TABLE c (id int);');
    expect(await status(database.url, folder)).toMatchObject({
      pending: ['20260103000000_third'],
      edited: ['20260102000000_second'],
      unknown: [],
      failed: [],
    });
    await rm(join(folder, '20260103000000_third'), { recursive: true });
    await rm(join(folder, '20260102000000_second'), { recursive: true });
    expect(await status(database.url, folder)).toMatchObject({ unknown: ['20260102000000_second'] });
  });

  test("finds the project's own migrations and schema in agreement", async () => {
    await deploy(database.url);
    expect(await status(database.url)).toEqual({
      pending: [],
      unknown: [],
      edited: [],
      failed: [],
      schemaChanged: false,
    });
    expect(await migrationNames(MIGRATIONS)).not.toEqual([]);
  });
});

describe('createMigration', () => {
  test('writes what the schema says and the migrations do not, and then nothing more', async () => {
    const file = await createMigration(database.url, 'everything', folder);
    expect(file).toMatch(/\d{14}_everything\/migration\.sql$/);
    expect(await createMigration(database.url, 'again', folder)).toBeNull();
    expect(await deploy(database.url, folder)).toHaveLength(1);
  });

  test('refuses a name that is not a plain word', async () => {
    await expect(createMigration(database.url, '../x', folder)).rejects.toThrow("A migration's name");
  });
});
