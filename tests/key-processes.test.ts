// Keys over two whole processes: what one of them changes holds in the other, and both keep to one limit.
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateKey } from '#server/keys/service/change.ts';
import { endOverlap, rotateKey } from '#server/keys/service/rotate.ts';
import { getKeyUsage } from '#server/keys/service/usage.ts';
import { createKey, revokeKey } from '#server/keys/service.ts';
import { suspendTenant } from '#server/tenants/service.ts';
import { requestTo } from './crash/request.ts';
import { makeOperator, makeTenant } from './factories.ts';
import { type RunningProcess, spawnNode, until } from './process.ts';

type Web = { process: RunningProcess; ask: ReturnType<typeof requestTo> };

const db = new Pool({ connectionString: process.env.DATABASE_URL });
let webs: [Web, Web];
beforeAll(async () => {
  webs = await Promise.all([startWeb(), startWeb()]);
}, 60_000);
afterAll(async () => {
  await Promise.all(webs.map(({ process }) => process.kill('SIGKILL')));
  await db.end();
});

async function startWeb(): Promise<Web> {
  const process = spawnNode('tests/airgate-process.ts', [], { ipc: true });
  const [, url = ''] = await process.waitFor(/AirGate at (\S+)/, 60);
  return { process, ask: requestTo(url) };
}

async function makeKey(limits: { perMinute?: number; perMonth?: number } = {}) {
  const { as, tenant } = await makeTenant();
  const key = await createKey(as.owner, { name: 'Farm', permissions: ['tenant:read'], ...limits });
  const ask = async ({ ask }: Web, secret = key.secret) => (await ask('GET', '/tenant', { secret })).status;
  return { as, tenant, key, ask };
}

/** Asks both processes without a pause until both answer so; returns how long the slower one took, in milliseconds. */
async function untilBoth(ask: (web: Web) => Promise<number>, status: number): Promise<number> {
  const began = performance.now();
  await Promise.all(webs.map((web) => until(async () => (await ask(web)) === status, 5)));
  return performance.now() - began;
}

test('whatever ends a key ends it in both processes within a second, however busy it is', async () => {
  const operator = await makeOperator();
  const ends = [
    ({ as, key }) => revokeKey(as.owner, { keyId: key.id }).then(() => 401),
    ({ as, key }) => rotateKey(as.owner, { keyId: key.id, overlapHours: 0 }).then(() => 401),
    ({ as, key }) => updateKey(as.owner, { keyId: key.id, addresses: ['203.0.113.1'] }).then(() => 403),
    ({ tenant }) => suspendTenant(operator, { tenantId: tenant.id }).then(() => 412),
  ] satisfies ((world: Awaited<ReturnType<typeof makeKey>>) => Promise<number>)[];
  for (const end of ends) {
    const world = await makeKey();
    for (const web of webs) expect(await world.ask(web)).toBe(200);
    const status = await end(world);
    expect(await untilBoth(world.ask, status)).toBeLessThan(1_000);
  }
}, 60_000);

test('a new secret works in both at once, and the old one in neither when its overlap is ended', async () => {
  const { as, key, ask } = await makeKey();
  expect(await untilBoth(ask, 200)).toBeLessThan(5_000);
  const { secret } = await rotateKey(as.owner, { keyId: key.id, overlapHours: 24 });
  for (const web of webs) expect([await ask(web), await ask(web, secret)]).toEqual([200, 200]);
  await endOverlap(as.owner, { keyId: key.id });
  expect(await untilBoth(ask, 401)).toBeLessThan(1_000);
  for (const web of webs) expect(await ask(web, secret)).toBe(200);
}, 30_000);

test('a process that hears nothing any more does not believe a revoked key for longer than a second', async () => {
  const { as, key, ask } = await makeKey();
  for (const web of webs) expect(await ask(web)).toBe(200);
  // Every ear is cut off again and again, so nobody is told.
  const deaf = setInterval(() => void db.query(CUT_OFF), 20);
  try {
    await expect.poll(async () => (await db.query(CUT_OFF)).rowCount, { interval: 30 }).toBe(0);
    await untilBoth(ask, 200);
    await revokeKey(as.owner, { keyId: key.id });
    expect(await untilBoth(ask, 401)).toBeLessThan(1_100);
  } finally {
    clearInterval(deaf);
  }
}, 30_000);

const CUT_OFF = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and query = 'listen airgate_keys'`;

test('two processes keep to one limit: never a request too many, and none is lost while somebody asks', async () => {
  const limit = 300;
  const { as, key, ask } = await makeKey({ perMonth: limit });
  const answers = await Promise.all(
    webs.map(async (web) => {
      const statuses: number[] = [];
      for (let round = 0; round < 25; round++)
        statuses.push(...(await Promise.all(Array.from({ length: 10 }, () => ask(web)))));
      return statuses;
    }),
  );
  const passed = answers.flat().filter((status) => status === 200).length;
  expect(passed).toBeLessThanOrEqual(limit);
  expect(passed).toBeGreaterThanOrEqual(limit * 0.98);
  expect(new Set(answers.flat())).toEqual(new Set([200, 429]));
  const counted = async () => (await getKeyUsage(as.owner, { keyId: key.id })).days.at(-1);
  await expect
    .poll(counted, { timeout: 6_000 })
    .toMatchObject({ requests: 500, succeeded: passed, refused: 500 - passed });
}, 60_000);

test('what a process has counted is written within five seconds, whatever becomes of it then', async () => {
  const { as, key } = await makeKey();
  const other = await startWeb();
  for (let i = 0; i < 7; i++) await other.ask('GET', '/tenant', { secret: key.secret });
  const counted = async () => (await getKeyUsage(as.owner, { keyId: key.id })).days.at(-1)?.succeeded;
  await expect.poll(counted, { timeout: 5_000 }).toBe(7);
  await other.process.kill('SIGKILL');
  expect(await counted()).toBe(7);
}, 60_000);

test('a process that stops in order loses no count and keeps nothing of a limit', async () => {
  const { as, key, tenant } = await makeKey({ perMonth: 10_000 });
  const other = await startWeb();
  for (let i = 0; i < 50; i++) await other.ask('GET', '/tenant', { secret: key.secret });
  await other.process.kill('SIGTERM');
  expect((await getKeyUsage(as.owner, { keyId: key.id })).days.at(-1)).toMatchObject({ succeeded: 50 });
  const { rows } = await db.query('select taken::int from api_key_window where tenant_id = $1', [tenant.id]);
  expect(rows).toEqual([{ taken: 50 }]);
}, 60_000);
