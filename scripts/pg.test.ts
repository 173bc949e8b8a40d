import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from './pg.ts';

let dir: string;
let postgres: Postgres;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'airgate-pg-'));
  postgres = await startPostgres({ dir });
}, 60_000);

afterAll(async () => {
  await postgres.stop();
  await rm(postgres.data, { recursive: true, force: true });
  await rm(dir, { recursive: true, force: true });
});

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(postgres.data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

test('listens on the loopback address only, speaks UTF-8 and takes 200 connections', async () => {
  expect(new URL(postgres.url).hostname).toBe('127.0.0.1');
  expect(await query(postgres.url, 'SHOW listen_addresses')).toBe('127.0.0.1');
  expect(await query(postgres.url, 'SHOW server_encoding')).toBe('UTF8');
  expect(await query(postgres.url, 'SHOW max_connections')).toBe('200');
  expect(
    await query(
      postgres.url,
      'SELECT concat(datlocprovider, datlocale) FROM pg_database WHERE datname = current_database()',
    ),
  ).toBe('bC.UTF-8');
});

test('keeps its password to itself', async () => {
  expect((await stat(join(dir, 'password'))).mode & 0o777).toBe(0o600);
  const url = new URL(postgres.url);
  url.password = 'wrong';
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

test('a second start finds the first, also when both begin at once', async () => {
  const pid = await serverPid();
  const both = await Promise.all([startPostgres({ dir }), startPostgres({ dir })]);
  expect(both.map(({ url, wasRunning }) => ({ url, wasRunning }))).toEqual([
    { url: postgres.url, wasRunning: true },
    { url: postgres.url, wasRunning: true },
  ]);
  expect(await serverPid()).toBe(pid);
});

test('recovers what was committed when the server was killed', async () => {
  await query(postgres.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  process.kill(await serverPid(), 'SIGKILL');
  postgres = await startPostgres({ dir });
  expect(await query(postgres.url, 'SELECT n FROM kept')).toBe(7);
}, 30_000);

test('moves to another port when its own was taken in the meantime', async () => {
  await postgres.stop();
  await postgres.stop();
  const port = Number(new URL(postgres.url).port);
  const squatter = createServer();
  await new Promise<void>((done) => squatter.listen(port, '127.0.0.1', done));
  try {
    await expect(startPostgres({ dir, port })).rejects.toThrow(`port ${port}: it is taken`);
    postgres = await startPostgres({ dir });
    expect(Number(new URL(postgres.url).port)).not.toBe(port);
    expect(await query(postgres.url, 'SELECT n FROM kept')).toBe(7);
  } finally {
    squatter.close();
  }
}, 30_000);
