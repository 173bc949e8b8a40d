import { tmpdir } from 'node:os';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PartName, partNames } from '#lib/health-parts.ts';
import { newId } from '#lib/ids.ts';
import { closeDatabase } from '#server/core/db.ts';
import { env } from '#server/core/env.ts';
import { withIdentity } from '#server/core/identity.ts';
import { openDesk, type QueueFigures } from '#server/core/job-desk.ts';
import { executorPool } from '#server/core/jobs.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { getHealth, getPublicHealth } from './health.ts';
import { getSystemHealth } from './service/history.ts';
import { cleanUp } from './service.ts';

const MINUTE = 60_000;
/** Health is asked for again while it may still change; what a probe is told is kept for five seconds. */
const PATIENCE = { timeout: 60_000, interval: 500 };
const noon = new Date('2026-11-20T04:00:00Z');
const before = (ms: number) => new Date(noon.getTime() - ms);
const atNoon = () => ({ ...platformJob(), now: () => noon });
const part = async (name: PartName) => (await getHealth(atNoon())).parts.find((each) => each.name === name);

let leader: pg.Client;

/** A desk that knows figures and nothing else. */
function report(figures: Partial<QueueFigures>) {
  const all = { queued: 0, running: 0, oldestSeconds: null, failed24h: 0, ...figures };
  openDesk({
    figures: async () => all,
    functions: async () => [],
    activity: async () => ({ activity: [], latest: [] }),
    runs: async () => [],
    run: async () => null,
    retry: async () => false,
    cancel: async () => false,
  });
}

beforeAll(async () => {
  env().AIRGATE_DATA_DIR = tmpdir();
  leader = new pg.Client({ connectionString: env().DATABASE_URL });
  await leader.connect();
  await leader.query("select pg_advisory_lock(hashtextextended('executor.leader', 0))");
  report({ queued: 2, running: 1, oldestSeconds: 0.4, failed24h: 3 });
});
afterAll(async () => {
  await leader.end();
  await executorPool().end();
});

test('an installation at rest is well in every part', async () => {
  // How much room the machine has is not ours to say; nor how busy it is, so that it may take more than one look.
  await expect
    .poll(async () => {
      const { parts } = await getSystemHealth(atNoon());
      expect(parts.map((each) => each.name)).toEqual([...partNames]);
      return parts.filter((each) => each.state !== 'ok' && !['disk', 'memory'].includes(each.name));
    }, PATIENCE)
    .toEqual([]);
  expect(await part('jobs')).toMatchObject({ detail: { led: true, failed: 3, waiting: 0 } });
  expect(await part('queue')).toMatchObject({ detail: { depth: 3, queued: 2, running: 1 } });
  expect((await part('memory'))?.detail.megabytes).toBeGreaterThan(10);
}, 90_000);

test('jobs are late, then down, and down without a leader', async () => {
  report({ oldestSeconds: 61 });
  expect(await part('jobs')).toMatchObject({ state: 'degraded', detail: { waiting: 61 } });
  report({ oldestSeconds: 900 });
  expect(await part('jobs')).toMatchObject({ state: 'down' });
  report({ oldestSeconds: 0 });
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
    troubles: [],
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
  expect(await part('clouds')).toMatchObject({ state: 'ok', detail: { failing: 0, stale: 0, all: 1 } });
  expect(await part('channels')).toMatchObject({ state: 'ok', detail: { failing: 0, all: 1 } });
  const failure = {
    reason: 'cloud_credential_refused',
    message: 'refused AKLTexampleexample',
    at: before(5 * MINUTE),
  };
  await withIdentity(async (tx) => {
    const lastError = JSON.parse(JSON.stringify(failure));
    await tx.cloudAccount.update({ where: { id: cloud.id }, data: { status: 'failing', lastError } });
    await tx.channel.update({
      where: { id: channel.id },
      data: { lastError: { message: 'channel_timeout', at: before(MINUTE).toISOString() } },
    });
  });
  const whose = { slug: tenant.slug, name: tenant.name };
  expect(await part('clouds')).toMatchObject({
    state: 'degraded',
    detail: { failing: 1, stale: 0, unwell: 1, all: 1 },
    troubles: [
      {
        tenant: whose,
        kind: 'failing',
        what: 'volcengine',
        message: 'refused AKLTexam[redacted]',
        wellAt: noon,
      },
    ],
  });
  expect(await part('channels')).toMatchObject({
    state: 'degraded',
    detail: { failing: 1, all: 1 },
    troubles: [{ tenant: whose, what: 'email', message: 'channel_timeout', wellAt: null }],
  });
  expect((await getHealth(atNoon())).state).not.toBe('ok');
});

test('a cloud account whose checks begin and do not succeed is stale, one that was just connected is not', async () => {
  const { tenant } = await makeTenant();
  const account = (name: string, checkedAt: Date | null, connectedAt: Date) => ({
    id: newId('cloudAccount'),
    tenantId: tenant.id,
    provider: 'volcengine',
    name,
    cloudAccountNo: name,
    principal: 'root',
    credential: '',
    keyHint: 'AKLT…',
    connectedAt,
    verifiedAt: connectedAt,
    checkedAt,
  });
  const old = before(30 * 60 * MINUTE);
  const stuck = account('stuck', before(90 * MINUTE), old);
  const silent = account('silent', null, old);
  const fine = account('fine', before(90 * MINUTE), old);
  const fresh = account('fresh', null, before(MINUTE));
  const check = (cloudAccountId: string, startedAt: Date, state: 'failed' | 'running') => ({
    id: newId('check'),
    tenantId: tenant.id,
    cloudAccountId,
    trigger: 'schedule',
    deep: false,
    state,
    startedAt,
    progressAt: startedAt,
  });
  await withIdentity(async (tx) => {
    await tx.cloudAccount.deleteMany();
    await tx.cloudAccount.createMany({ data: [stuck, silent, fine, fresh] });
    await tx.spendingCheck.createMany({
      data: [check(stuck.id, before(70 * MINUTE), 'failed'), check(fine.id, before(5 * MINUTE), 'running')],
    });
  });
  const clouds = await part('clouds');
  expect(clouds).toMatchObject({ state: 'degraded', detail: { all: 4, failing: 0, stale: 2, unwell: 2 } });
  expect(clouds?.troubles.map(({ kind, wellAt }) => [kind, wellAt])).toEqual([
    ['stale', null],
    ['stale', before(90 * MINUTE)],
  ]);
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
  expect(await part('ledger')).toMatchObject({
    state: 'down',
    detail: { buckets: 1 },
    troubles: expect.arrayContaining([
      expect.objectContaining({
        tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name },
        kind: 'granted_differs',
        message: '0 ≠ 5',
      }),
    ]),
  });
  await withIdentity((tx) => tx.bucket.delete({ where: { id: bucket.id } }));
  expect(await part('ledger')).toMatchObject({ state: 'ok', detail: { buckets: 0, findings: 0 } });
});

test('an installation without a data folder has no disk to speak of', async () => {
  env().AIRGATE_DATA_DIR = '/nowhere/at/all';
  expect(await part('disk')).toBeUndefined();
});

test('the clean-up deletes what nobody asks for any more, and nothing else', async () => {
  const { tenant, as } = await makeTenant();
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
    await tx.idempotencyKey.createMany({ data: [answer('old', hours(25)), answer('new', hours(23))] });
    await tx.rateLimit.createMany({
      data: [
        { key: 'over', count: 5, resetsAt: hours(2) },
        { key: 'running', count: 5, resetsAt: before(-MINUTE) },
      ],
    });
    const session = (expiresAt: Date) => ({
      ...{ id: newId('session'), userId: as.owner.actor.id, method: 'password', expiresAt },
      ...{ createdAt: hours(1000), lastSeenAt: hours(1000) },
    });
    await tx.userSession.createMany({ data: [session(hours(169)), session(hours(167))] });
    const link = (tokenHash: string, expiresAt: Date) => ({
      ...{ tokenHash, userId: as.owner.actor.id, purpose: 'reset', createdAt: hours(3), expiresAt },
    });
    await tx.mailLink.createMany({ data: [link('over', hours(2)), link('running', before(-MINUTE))] });
  });
  const once = { answers: 1, events: 1, counters: 1, sessions: 1, links: 1, samples: 0, checks: 0 };
  expect(await cleanUp(atNoon())).toEqual(once);
  const none = { answers: 0, events: 0, counters: 0, sessions: 0, links: 0, samples: 0, checks: 0 };
  expect(await cleanUp(atNoon())).toEqual(none);
});

test('probes see states and no figures, and a database that is gone is down', async () => {
  await expect
    .poll(async () => (await getPublicHealth()).parts, PATIENCE)
    .toMatchObject({ database: 'ok', jobs: 'ok' });
  expect(JSON.stringify(await getPublicHealth())).not.toMatch(/\d/);
  await closeDatabase();
  const gone = await getHealth(atNoon());
  expect(gone.state).toBe('down');
  expect(gone.parts.find((each) => each.name === 'database')).toMatchObject({ state: 'down', detail: {} });
}, 90_000);
