import { tmpdir } from 'node:os';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { closeDatabase } from '#server/core/db.ts';
import { env } from '#server/core/env.ts';
import { withIdentity } from '#server/core/identity.ts';
import { executorPool } from '#server/core/jobs.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { getHealth, getPublicHealth, reportExecutor } from './health.ts';
import type { PartName } from './schema.ts';
import { cleanUp, getSystemHealth } from './service.ts';

const MINUTE = 60_000;
const noon = new Date('2026-11-20T04:00:00Z');
const before = (ms: number) => new Date(noon.getTime() - ms);
const atNoon = () => ({ ...platformJob(), now: () => noon });
const part = async (name: PartName) => (await getHealth(atNoon())).parts.find((each) => each.name === name);

let leader: pg.Client;

beforeAll(async () => {
  env().AIRGATE_DATA_DIR = tmpdir();
  leader = new pg.Client({ connectionString: env().DATABASE_URL });
  await leader.connect();
  await leader.query("select pg_advisory_lock(hashtextextended('executor.leader', 0))");
  reportExecutor(async () => ({ leader: false, queued: 2, running: 1, oldestSeconds: 0.4, failed24h: 3 }));
});
afterAll(async () => {
  await leader.end();
  await executorPool().end();
});

test('an installation at rest is well in every part', async () => {
  const health = await getSystemHealth(atNoon());
  expect(health.parts.map((each) => each.name)).toEqual([
    'database',
    'jobs',
    'outbox',
    'clouds',
    'channels',
    'ledger',
    'disk',
  ]);
  const unwell = health.parts.filter((each) => each.state !== 'ok' && each.name !== 'disk');
  expect(unwell).toEqual([]);
  expect(await part('jobs')).toMatchObject({
    detail: { led: true, queued: 2, running: 1, failed: 3, waiting: 0 },
  });
});

test('jobs are late, then down, and down without a leader', async () => {
  const report = (oldestSeconds: number) =>
    reportExecutor(async () => ({ leader: true, queued: 1, running: 0, oldestSeconds, failed24h: 0 }));
  report(61);
  expect(await part('jobs')).toMatchObject({ state: 'degraded', detail: { waiting: 61 } });
  report(900);
  expect(await part('jobs')).toMatchObject({ state: 'down' });
  report(0);
  await leader.query("select pg_advisory_unlock(hashtextextended('executor.leader', 0))");
  try {
    expect(await part('jobs')).toMatchObject({ state: 'down', detail: { led: false } });
  } finally {
    await leader.query("select pg_advisory_lock(hashtextextended('executor.leader', 0))");
  }
});

test('events that nobody hands over show since when', async () => {
  const { tenant } = await makeTenant();
  const waiting = (ms: number) => ({
    id: newId('event'),
    tenantId: tenant.id,
    name: 'cloud-account/connected',
    data: {},
    createdAt: before(ms),
  });
  await withIdentity((tx) =>
    tx.outboxEvent.createMany({
      data: [waiting(2 * MINUTE), { ...waiting(90 * MINUTE), sentAt: before(0) }],
    }),
  );
  expect(await part('outbox')).toEqual({
    name: 'outbox',
    state: 'degraded',
    detail: { count: 1, seconds: 120 },
    since: before(2 * MINUTE),
  });
  await withIdentity((tx) => tx.outboxEvent.deleteMany());
  expect(await part('outbox')).toMatchObject({ state: 'ok', detail: { count: 0, seconds: 0 }, since: null });
});

test('a cloud account that refuses its credential and a channel that fails are seen', async () => {
  const { tenant } = await makeTenant();
  const cloud = {
    id: newId('cloudAccount'),
    tenantId: tenant.id,
    provider: 'volcengine',
    name: 'Main',
    cloudAccountNo: '2100000001',
    principal: 'root',
    credential: '',
    keyHint: 'AKLT…',
    connectedAt: noon,
    verifiedAt: noon,
  };
  const channel = {
    id: newId('channel'),
    tenantId: tenant.id,
    kind: 'email' as const,
    name: 'Mail',
    config: '',
    hint: 'a@…',
    createdAt: noon,
  };
  await withIdentity(async (tx) => {
    await tx.cloudAccount.create({ data: cloud });
    await tx.channel.create({ data: channel });
  });
  expect(await part('clouds')).toMatchObject({ state: 'ok', detail: { failing: 0, all: 1 } });
  expect(await part('channels')).toMatchObject({ state: 'ok', detail: { failing: 0, all: 1 } });
  await withIdentity(async (tx) => {
    await tx.cloudAccount.update({ where: { id: cloud.id }, data: { status: 'failing' } });
    await tx.channel.update({
      where: { id: channel.id },
      data: { lastError: { reason: 'channel_timeout' } },
    });
  });
  expect(await part('clouds')).toMatchObject({ state: 'degraded', detail: { failing: 1, all: 1 } });
  expect(await part('channels')).toMatchObject({ state: 'degraded', detail: { failing: 1, all: 1 } });
  expect((await getHealth(atNoon())).state).not.toBe('ok');
});

test('a counter that its entries do not explain takes the ledger down', async () => {
  const { tenant } = await makeTenant();
  const bucket = {
    id: newId('bucket'),
    tenantId: tenant.id,
    kind: 'quota',
    epoch: 1,
    currency: 'CNY',
    startsAt: noon,
  };
  await withIdentity((tx) => tx.bucket.create({ data: { ...bucket, granted: 5n } }));
  expect(await part('ledger')).toMatchObject({ state: 'down', detail: { buckets: 1 } });
  await withIdentity((tx) => tx.bucket.delete({ where: { id: bucket.id } }));
  expect(await part('ledger')).toMatchObject({ state: 'ok', detail: { buckets: 0, findings: 0 } });
});

test('an installation without a data folder has no disk to speak of', async () => {
  env().AIRGATE_DATA_DIR = '/nowhere/at/all';
  expect(await part('disk')).toBeUndefined();
});

test('the clean-up deletes what nobody asks for any more, and nothing else', async () => {
  const { tenant } = await makeTenant();
  const hours = (count: number) => before(count * 60 * MINUTE);
  const event = (sentAt: Date | null) => ({
    id: newId('event'),
    tenantId: tenant.id,
    name: 'cloud-account/connected',
    data: {},
    createdAt: hours(1000),
    sentAt,
  });
  const answer = (key: string, createdAt: Date) => ({
    tenantId: tenant.id,
    actorId: 'key_1',
    key,
    requestHash: '',
    createdAt,
  });
  await withIdentity(async (tx) => {
    await tx.outboxEvent.createMany({ data: [event(hours(169)), event(hours(167)), event(null)] });
    await tx.idempotencyKey.createMany({ data: [answer('old', hours(49)), answer('new', hours(47))] });
    await tx.rateLimit.createMany({
      data: [
        { key: 'over', count: 5, resetsAt: hours(2) },
        { key: 'running', count: 5, resetsAt: before(-MINUTE) },
      ],
    });
  });
  expect(await cleanUp(atNoon())).toEqual({ answers: 1, events: 1, counters: 1 });
  expect(await cleanUp(atNoon())).toEqual({ answers: 0, events: 0, counters: 0 });
});

test('probes see states and no figures, and a database that is gone is down', async () => {
  const health = await getPublicHealth();
  expect(health.parts).toMatchObject({ database: 'ok', jobs: 'ok' });
  expect(JSON.stringify(health)).not.toMatch(/\d/);
  await closeDatabase();
  const gone = await getHealth(atNoon());
  expect(gone.state).toBe('down');
  expect(gone.parts.find((each) => each.name === 'database')).toMatchObject({ state: 'down', detail: {} });
});
