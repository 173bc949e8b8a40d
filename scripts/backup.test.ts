// A backup is taken while people work, restored into a fresh installation, and compared with what it was taken from.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createExecutorSchema } from '#inngest/embedded/schema.ts';
import { sealedColumns } from '#server/core/sealed-columns.ts';
import { allocateQuota } from '#server/quotas/service.ts';
import { airgate } from '#tests/cli.ts';
import { emptyDatabase } from '#tests/database.ts';
import { type FullWorld, makeFullWorld, makeOutside, type Outside } from '#tests/full-world.ts';
import { decryptWith } from '#tests/sealed.ts';
import { listTables } from './backup-tables.ts';
import { startPostgres } from './pg.ts';

let outside: Outside;
let world: FullWorld;
let folder: string;
let file: string;
const ownUrl = () => process.env.DATABASE_URL ?? '';
/** A new data folder with the master key of this test, and no database given from outside. */
let elsewhere: { AIRGATE_DATA_DIR: string; DATABASE_URL: undefined; AIRGATE_SECRET_KEY: undefined };

beforeAll(async () => {
  outside = await makeOutside();
  world = await makeFullWorld(outside);
  const pool = new pg.Pool({ connectionString: ownUrl() });
  await createExecutorSchema(pool);
  await pool.query(
    "INSERT INTO executor.event (id, name, payload, received_at) VALUES ('e1', 'a/b', '{}', now())",
  );
  await pool.end();
  folder = await mkdtemp(join(tmpdir(), 'airgate-backup-'));
  file = join(folder, 'backup.gz');
  elsewhere = {
    AIRGATE_DATA_DIR: join(folder, 'data'),
    DATABASE_URL: undefined,
    AIRGATE_SECRET_KEY: undefined,
  };
  await mkdir(elsewhere.AIRGATE_DATA_DIR);
  await writeFile(join(elsewhere.AIRGATE_DATA_DIR, 'secret-key'), process.env.AIRGATE_SECRET_KEY ?? '');
}, 60_000);
afterAll(async () => {
  await outside.close();
  await rm(folder, { recursive: true });
});

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Works on the database of a data folder, starting its server for the moment. */
async function inFolder<T>(dir: string, work: (url: string) => Promise<T>): Promise<T> {
  const postgres = await startPostgres({ dir: join(dir, 'postgres') });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

/** One checksum for the rows of each table. */
async function checksums(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sums: Record<string, string> = {};
    for (const { name, columns } of await listTables(client)) {
      const { rows } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum
           FROM (SELECT ${columns.join(', ')} FROM ${name}) t`,
      );
      sums[name] = rows[0]?.sum ?? '';
    }
    return sums;
  } finally {
    await client.end();
  }
}

test('a change of the master key knows every column that holds encrypted text', async () => {
  const columns = await query<{ table: string; column: string }>(
    ownUrl(),
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json', 'jsonb')`,
  );
  const sealed: string[] = [];
  for (const { table, column } of columns) {
    const rows = await query(
      ownUrl(),
      `SELECT 1 FROM "${table}" WHERE "${column}"::text ~ 'v1\\.[^.]{1,40}\\.[\\w-]{16}\\.[\\w-]{22}\\.' LIMIT 1`,
    );
    if (rows.length > 0) sealed.push(`${table}.${column}`);
  }
  expect(sealed).not.toEqual([]);
  const known = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(known).toEqual(expect.arrayContaining(sealed));
});

test('what is restored into a fresh installation is what was backed up, row for row', async () => {
  const before = await checksums(ownUrl());
  const made = await airgate(`backup --to ${file}`);
  expect(made).toMatchObject({ code: 0, out: file, err: expect.stringMatching(/^\d+ rows of \d+ tables/) });
  const restored = await airgate(`restore --from ${file}`, { env: elsewhere });
  expect(restored).toMatchObject({ code: 0, err: expect.stringContaining('are back as they were at') });
  const after = await inFolder(elsewhere.AIRGATE_DATA_DIR, checksums);
  expect(after).toEqual(before);
  for (const table of [
    'public.entry',
    'public.audit_entry',
    'public.audit_link',
    'public.audit_head',
    'public.outbox_event',
    'executor.event',
  ])
    expect(before[table]).toMatch(/^[1-9]/);
  const status = await airgate('status', { env: elsewhere });
  expect(status.out).toMatch(/Migrations +up to date/);
  expect(status.out).toMatch(/Ledger +Healthy/);
}, 120_000);

test('a backup taken while quotas change holds one moment', async () => {
  const busy = join(folder, 'busy.gz');
  let [ended, allocations] = [false, 0];
  const allocate = async () => {
    for (; !ended; allocations++)
      await allocateQuota(world.as.owner, {
        subAccountId: world.ids.subAccount ?? '',
        amount: 1_000_000_000n,
        reason: 'Rehearsal',
      });
  };
  const work = allocate();
  const { code } = await airgate(`backup --to ${busy}`);
  ended = true;
  await work;
  expect({ code, busy: allocations > 3 }).toEqual({ code: 0, busy: true });
  const fresh = await emptyDatabase();
  const env = { DATABASE_URL: fresh.url };
  expect(await airgate(`restore --from ${busy}`, { env })).toMatchObject({ code: 0 });
  expect((await airgate('status', { env })).out).toMatch(/Ledger +Healthy/);
  const [opened] = await query<{ n: number }>(fresh.url, 'SELECT count(*)::int AS n FROM bucket');
  expect(opened?.n).toBeGreaterThan(0);
  await fresh.drop();
}, 120_000);

test('a backup never replaces a file, and a restore never an installation', async () => {
  expect(await airgate(`backup --to ${file}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('never replaces'),
  });
  expect(await airgate(`restore --from ${file}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('this one is in use'),
  });
  expect(await airgate('restore --from /nowhere.gz')).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no file /nowhere.gz'),
  });
}, 60_000);

/** Restores into a database that must stay without rows. */
async function refused(path: string, why: string, env: Record<string, string> = {}): Promise<void> {
  const fresh = await emptyDatabase();
  const outcome = await airgate(`restore --from ${path}`, { env: { DATABASE_URL: fresh.url, ...env } });
  expect(outcome).toMatchObject({ code: 1, err: expect.stringContaining(why) });
  const [tenants] = await query<{ there: string | null }>(
    fresh.url,
    "SELECT to_regclass('tenant')::text AS there",
  );
  if (tenants?.there) expect(await query(fresh.url, 'SELECT id FROM tenant')).toEqual([]);
  await fresh.drop();
}

test('a damaged backup, one of another key and one of a later version leave no row behind', async () => {
  const packed = await readFile(file);
  const text = gunzipSync(packed).toString();
  const variant = async (name: string, content: Buffer) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const cut = await variant('cut.gz', packed.subarray(0, packed.length - 200));
  await refused(cut, 'is no complete backup');
  const changed = text.replace(`\t${world.tenant.slug}\t`, `\t${world.tenant.slug}x\t`);
  expect(changed).not.toBe(text);
  await refused(await variant('changed.gz', gzipSync(changed)), 'its checksum does not match');
  const later = text.replace(/"migrations":\[/, '"migrations":["20990101000000_later",');
  await refused(await variant('later.gz', gzipSync(later)), 'made by a newer AirGate');
  const otherKey = { AIRGATE_SECRET_KEY: randomBytes(32).toString('base64') };
  await refused(file, 'belongs to another master key', otherKey);
  await refused(await variant('text.gz', gzipSync('hello\n')), 'does not begin like one');
}, 120_000);

const secret = (command: string, env: Record<string, string | undefined>) =>
  airgate(`secret ${command}`, { env });

test('the master key changes while everything stays readable, and only then is the old one dropped', async () => {
  const dir = elsewhere.AIRGATE_DATA_DIR;
  const keyFile = join(dir, 'secret-key');
  const old = (await readFile(keyFile, 'utf8')).trim();
  expect(await secret('rotate', elsewhere)).toMatchObject({
    code: 0,
    err: expect.stringContaining('Next: restart'),
  });
  const [first = '', second] = (await readFile(keyFile, 'utf8')).trim().split(',');
  expect(second).toContain(old);
  expect(await secret('forget', elsewhere)).toMatchObject({
    code: 1,
    err: expect.stringContaining('still under older keys'),
  });
  expect(await secret('reencrypt', elsewhere)).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^[1-9]\d* secrets .* 0 are left/),
  });
  expect(await secret('forget', elsewhere)).toMatchObject({ code: 0 });
  expect((await readFile(keyFile, 'utf8')).trim()).toBe(first);

  const sealed = await inFolder(dir, (url) =>
    query<{ id: string; credential: string }>(
      url,
      'SELECT id, credential FROM cloud_account WHERE credential IS NOT NULL',
    ),
  );
  expect(sealed).not.toEqual([]);
  for (const { id, credential } of sealed)
    expect(decryptWith(first, credential, `cloud-account:${id}`)).toContain('secretAccessKey');
}, 120_000);

test('while processes still run with the old key alone, nothing is put under the new one', async () => {
  const dir = elsewhere.AIRGATE_DATA_DIR;
  const key = (await readFile(join(dir, 'secret-key'), 'utf8')).trim();
  await inFolder(dir, async (url) => {
    const withKeys = (ring: string) => ({ DATABASE_URL: url, AIRGATE_SECRET_KEY: ring });
    const rotated = await secret('rotate', withKeys(key));
    const ring = rotated.out.replace('AIRGATE_SECRET_KEY=', '');
    expect(ring.split(',')).toEqual([expect.any(String), key]);
    expect((await airgate('status', { env: withKeys(ring) })).out).toMatch(/Ledger +Healthy/);
    expect(await secret('reencrypt', withKeys(ring))).toMatchObject({
      code: 1,
      err: expect.stringContaining('Restart it first'),
    });
    // Who has only the old key has noticed nothing.
    expect((await airgate('status', { env: withKeys(key) })).out).toMatch(/Ledger +Healthy/);
    // What a start does with the database; from now on the other one goes by the key that both know.
    expect(await airgate('migrate', { env: withKeys(ring) })).toMatchObject({ code: 0 });
    expect((await airgate('status', { env: withKeys(`${key},${ring.split(',')[0]}`) })).out).toMatch(
      /Ledger +Healthy/,
    );
    expect(await secret('reencrypt', withKeys(ring))).toMatchObject({ code: 0 });
    const strange = `x:${randomBytes(32).toString('base64')},y:${randomBytes(32).toString('base64')}`;
    expect(await airgate('check run', { env: withKeys(strange) })).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not the key that this database was set up with'),
    });
  });
}, 120_000);
