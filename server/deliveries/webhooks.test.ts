import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAlerts, raiseAlert } from '#server/alerts/service.ts';
import {
  createChannel,
  getChannel,
  listChannels,
  rotateChannelSecret,
  testChannel,
  updateChannel,
} from '#server/channels/service.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant } from '#tests/factories.ts';
import { type Reply, startWebhook, type WebhookServer } from '#tests/servers/webhook.ts';
import {
  deliver,
  discardDead,
  discardDelivery,
  getDelivery,
  listDeliveries,
  resendDead,
  resendDelivery,
} from './service.ts';

let server: WebhookServer;
beforeAll(async () => {
  server = await startWebhook();
  setVariable('AIRGATE_EGRESS_ALLOW', server.hostPort);
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
});

const page = { limit: 50 };
const routing = { minSeverity: 'info' as const, types: [], quietHours: null };
const webhook = () => ({ kind: 'webhook' as const, url: server.url });
const alert = (key = '80') => ({
  type: 'quota_step' as const,
  severity: 'warning' as const,
  dedupeKey: `quota-step:b:${key}`,
  details: { step: 80, spent: '83.20', granted: '100.00', currency: 'CNY', name: 'render-farm' },
});

/** Checks a signature as a receiver would, without AirGate's own code. */
function fits(secret: string, { headers, body }: WebhookServer['received'][number]): boolean {
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

async function world(options: { now?: () => Date } = {}) {
  const { as, job, tenant } = await makeTenant(options);
  const channel = await createChannel(as.admin, { name: 'ERP', config: webhook(), ...routing });
  const raise = async (...keys: string[]) => {
    for (const key of keys.length ? keys : ['80']) await raiseAlert(job, alert(key));
    return (await listDeliveries(job, page)).items.map(({ id }) => id).reverse();
  };
  const channelId = channel.id;
  const shown = () => getChannel(as.viewer, { channelId });
  return { as, job, tenant, channel, channelId, secret: channel.secret ?? '', raise, shown };
}

const events = (ctx: Ctx) =>
  access(ctx, 'alert:read', (db) => db.outboxEvent.count({ where: { tenantId: ctx.tenant.id } }));
const audited = async (ctx: Ctx) =>
  access(ctx, 'audit:read', async (db) => {
    const rows = await db.auditEntry.findMany({ where: { tenantId: ctx.tenant.id }, orderBy: { id: 'asc' } });
    return rows.map(({ action }) => action);
  });

test('an alert arrives signed, with what programs need, and is logged with the answer', async () => {
  const { as, job, secret, raise, tenant } = await world();
  const [deliveryId = ''] = await raise();
  server.reply({ status: 202, body: 'queued' });
  expect(await deliver(job, { deliveryId })).toBe('sent');
  const [request] = server.received;
  expect(request && fits(secret, request)).toBe(true);
  expect(request?.headers['webhook-id']).toBe(deliveryId);
  expect(JSON.parse(request?.body ?? '')).toMatchObject({
    version: 1,
    id: deliveryId,
    type: 'quota_step',
    severity: 'warning',
    subject: 'render-farm has spent 80% of its quota',
    tenant: { id: tenant.id, slug: tenant.slug },
    details: { step: 80, spent: '83.20' },
    link: `http://localhost:3000/${tenant.slug}/alerts`,
  });
  const { attemptLog, state } = await getDelivery(as.viewer, { deliveryId });
  expect(state).toBe('sent');
  expect(attemptLog).toEqual([
    expect.objectContaining({ number: 1, ok: true, status: 202, answer: 'queued', fault: null }),
  ]);
  expect(attemptLog[0]?.durationMs).toBeGreaterThanOrEqual(0);
});

test.each<[string, Reply, { seconds: number | null }]>([
  ['an error of the receiver', { status: 500 }, { seconds: null }],
  ['a conflict', { status: 409 }, { seconds: null }],
  ['a time-out of the receiver', { status: 408 }, { seconds: null }],
  ['too early', { status: 425 }, { seconds: null }],
  ['too many, with a time to wait', { status: 429, headers: { 'retry-after': '90' } }, { seconds: 90 }],
  ['maintenance for a day', { status: 503, headers: { 'retry-after': '86400' } }, { seconds: 3_600 }],
  ['another error with a time to wait', { status: 502, headers: { 'retry-after': '90' } }, { seconds: null }],
])('%s is tried again, under the same id', async (_, reply, { seconds }) => {
  const { as, job, raise, shown } = await world();
  const [deliveryId = ''] = await raise();
  server.reply({ ...reply, body: 'later' });
  await expect(deliver(job, { deliveryId })).rejects.toMatchObject({
    name: 'ChannelError',
    final: false,
    retryAfterSeconds: seconds,
  });
  expect(await shown()).toMatchObject({ failures: 1, dead: 0, lastError: { fault: 'status' } });
  expect(await deliver(job, { deliveryId })).toBe('sent');
  expect(server.received.map(({ headers }) => headers['webhook-id'])).toEqual([deliveryId, deliveryId]);
  const { attemptLog } = await getDelivery(as.viewer, { deliveryId });
  expect(attemptLog.map(({ number, ok, status, answer }) => [number, ok, status, answer])).toEqual([
    [2, true, 204, null],
    [1, false, reply.status, 'later'],
  ]);
  expect(await shown()).toMatchObject({ failures: 0, failingSince: null, lastError: null });
});

test.each<[number, string]>([
  [400, 'status'],
  [401, 'status'],
  [404, 'status'],
  [301, 'redirect'],
  [307, 'redirect'],
])('an answer of %i is final at once', async (status, fault) => {
  const { as, job, raise, shown } = await world();
  const [deliveryId = ''] = await raise();
  const elsewhere = await startWebhook();
  server.reply({ status, body: 'x'.repeat(5_000), headers: { location: elsewhere.url } });
  expect(await deliver(job, { deliveryId })).toBe('dead');
  expect(elsewhere.connections()).toBe(0);
  await elsewhere.close();
  const { attemptLog, state, lastError } = await getDelivery(as.viewer, { deliveryId });
  expect([state, lastError?.fault, attemptLog[0]?.answer?.length]).toEqual(['dead', fault, 1_000]);
  expect(await shown()).toMatchObject({ enabled: true, dead: 1 });
});

test('a receiver that is gone switches its channel off; nothing more is sent until somebody switches it on', async () => {
  const { as, job, raise, shown, channelId } = await world();
  const [first = '', second = ''] = await raise('1', '2');
  server.reply({ status: 410 });
  expect(await deliver(job, { deliveryId: first })).toBe('dead');
  expect(await shown()).toMatchObject({ enabled: false, offReason: 'gone', lastError: { fault: 'gone' } });
  expect(await audited(job)).toContain('channel.switch_off');
  expect(await deliver(job, { deliveryId: second })).toBe('dead');
  expect(server.received).toHaveLength(1);
  expect(await getDelivery(as.viewer, { deliveryId: second })).toMatchObject({
    attempts: 0,
    lastError: { fault: 'off' },
  });
  await expect(resendDelivery(as.admin, { deliveryId: second })).rejects.toMatchObject({
    reason: 'channel_off',
  });
  await expect(resendDead(as.admin, { channelId })).rejects.toMatchObject({ reason: 'channel_off' });
  await updateChannel(as.admin, { channelId, enabled: true });
  expect(await shown()).toMatchObject({ enabled: true, offReason: null });
  expect(await resendDead(as.admin, { channelId })).toEqual({ resent: 2, left: 0 });
  expect(await deliver(job, { deliveryId: second })).toBe('sent');
});

test('a receiver that fails says since when', async () => {
  let minutes = 0;
  const { job, raise, shown } = await world({ now: () => new Date(Date.UTC(2026, 10, 20, 8, minutes)) });
  const [deliveryId = ''] = await raise();
  for (minutes of [1, 2, 3]) {
    server.reply({ status: 500 });
    await expect(deliver(job, { deliveryId })).rejects.toThrow('HTTP 500');
  }
  expect(await shown()).toMatchObject({
    failures: 3,
    failingSince: new Date('2026-11-20T08:01:00Z'),
    lastError: { at: '2026-11-20T08:03:00.000Z' },
  });
});

test('a channel that loses messages is an alert of its own, once, told to the channels that work', async () => {
  const { as, job, raise, channelId } = await world();
  const ids = await raise('1', '2');
  const other = await createChannel(as.admin, { name: 'On-call', config: webhook(), ...routing });
  for (const deliveryId of ids) {
    server.reply({ status: 404 });
    expect(await deliver(job, { deliveryId })).toBe('dead');
  }
  const { items } = await listAlerts(as.viewer, { ...page, type: 'channel_failing' });
  expect(items).toMatchObject([{ subject: 'Channel ERP does not take messages', details: { channelId } }]);
  const told = await listDeliveries(as.viewer, { ...page, alertId: items[0]?.id ?? '' });
  expect(told.items.map((each) => each.channelId)).toEqual([other.id]);
});

test('dead letters of a channel are sent again once, however many ask, and given up together', async () => {
  const { as, job, raise, shown, channelId } = await world();
  const ids = await raise('1', '2', '3');
  for (const deliveryId of ids) {
    server.reply({ status: 400 });
    expect(await deliver(job, { deliveryId })).toBe('dead');
  }
  expect((await listChannels(as.viewer, page)).items).toMatchObject([{ id: channelId, dead: 3 }]);
  const before = await events(job);
  const asked = await Promise.all([1, 2, 3].map(() => resendDead(as.admin, { channelId })));
  expect(asked.reduce((sum, { resent }) => sum + resent, 0)).toBe(3);
  expect(await events(job)).toBe(before + 3);
  expect(await shown()).toMatchObject({ dead: 0 });
  const [first = '', second = '', third = ''] = ids;
  expect(await deliver(job, { deliveryId: first })).toBe('sent');
  for (const deliveryId of [second, third]) {
    server.reply({ status: 400 });
    expect(await deliver(job, { deliveryId })).toBe('dead');
  }
  await discardDelivery(as.admin, { deliveryId: second });
  expect(await deliver(job, { deliveryId: second })).toBe('discarded');
  expect(await discardDead(as.admin, { channelId })).toEqual({ discarded: 1 });
  expect(await discardDead(as.admin, { channelId })).toEqual({ discarded: 0 });
  await expect(discardDelivery(as.admin, { deliveryId: first })).rejects.toMatchObject({
    reason: 'delivery_not_dead',
  });
  await resendDelivery(as.admin, { deliveryId: third });
  expect(await deliver(job, { deliveryId: third })).toBe('sent');
  expect(await audited(job)).toEqual(
    expect.arrayContaining([
      'delivery.resend_dead',
      'delivery.discard',
      'delivery.discard_dead',
      'delivery.resend',
    ]),
  );
});

test('more dead letters than fit in one call are left for the next', async () => {
  const { as, job, channelId } = await world();
  await access(job, 'alert:read', async (db) => {
    const tenantId = job.tenant.id;
    const numbers = Array.from({ length: 204 }, () => randomBytes(16).toString('hex'));
    await db.alert.createMany({
      data: numbers.map((n) => ({
        id: `alr_${n}`,
        dedupeKey: n,
        tenantId,
        type: 'quota_step',
        severity: 'info' as const,
        details: {},
        createdAt: job.now(),
      })),
    });
    await db.delivery.createMany({
      data: numbers.map((n) => ({
        id: `dlv_${n}`,
        alertId: `alr_${n}`,
        tenantId,
        channelId,
        state: 'dead' as const,
        createdAt: job.now(),
      })),
    });
  });
  expect(await resendDead(as.admin, { channelId })).toEqual({ resent: 200, left: 4 });
  expect(await resendDead(as.admin, { channelId })).toEqual({ resent: 4, left: 0 });
});

test('a rotated secret leaves the one before valid for as long as was asked, and no longer', async () => {
  let hours = 0;
  const clock = () => new Date(Date.UTC(2026, 10, 20, hours));
  const { as, secret, shown, channelId } = await world({ now: clock });
  const first = await rotateChannelSecret(as.admin, { channelId, overlapHours: 24 });
  hours = 1;
  const second = await rotateChannelSecret(as.admin, { channelId, overlapHours: 48 });
  expect(new Set([secret, first.secret, second.secret]).size).toBe(3);
  const validNow = async () => {
    await testChannel(as.admin, { channelId });
    const request = server.received.at(-1);
    return [secret, first.secret, second.secret].map((each) => Boolean(request && fits(each, request)));
  };
  expect(await validNow()).toEqual([true, true, true]);
  expect((await shown()).secretOverlapUntil).toEqual(new Date('2026-11-22T01:00:00Z'));
  hours = 24;
  expect(await validNow()).toEqual([false, true, true]);
  hours = 49;
  expect(await validNow()).toEqual([false, false, true]);
  expect((await shown()).secretOverlapUntil).toBeNull();
  const third = await rotateChannelSecret(as.admin, { channelId, overlapHours: 0 });
  expect(await validNow()).toEqual([false, false, false]);
  const [request] = server.received.slice(-1);
  expect(request && fits(third.secret, request)).toBe(true);
});

test('two rotations at once keep both secrets before', async () => {
  const { as, secret, channelId } = await world();
  const rotate = () => rotateChannelSecret(as.admin, { channelId, overlapHours: 1 });
  const made = await Promise.all([rotate(), rotate()]);
  await testChannel(as.admin, { channelId });
  const request = server.received.at(-1);
  const valid = [secret, ...made.map((each) => each.secret)].map((each) => request && fits(each, request));
  expect(valid).toEqual([true, true, true]);
});

test('another address keeps the secret; another kind is refused; only webhooks rotate', async () => {
  const { as, secret, channelId, shown } = await world();
  await updateChannel(as.admin, { channelId, config: { kind: 'webhook', url: `${server.url}?to=erp` } });
  await testChannel(as.admin, { channelId });
  expect(server.received.every((request) => fits(secret, request))).toBe(true);
  const feishu = { kind: 'feishu' as const, url: 'https://open.feishu.cn/open-apis/bot/v2/hook/none' };
  await expect(updateChannel(as.admin, { channelId, config: feishu })).rejects.toMatchObject({
    reason: 'channel_kind_fixed',
  });
  const other = await createChannel(as.admin, { name: 'Bot', config: feishu, ...routing });
  expect(other.secret).toBeNull();
  await expect(
    rotateChannelSecret(as.admin, { channelId: other.id, overlapHours: 24 }),
  ).rejects.toMatchObject({ reason: 'channel_has_no_secret' });
  expect(JSON.stringify([await shown(), await listChannels(as.viewer, page)])).not.toContain(secret);
});

test('the test button shows the answer, good or bad, also while the channel is off', async () => {
  const { as, channelId, shown } = await world();
  await updateChannel(as.admin, { channelId, enabled: false });
  server.reply({ status: 200, body: '{"ok":true}' });
  expect(await testChannel(as.admin, { channelId })).toMatchObject({ status: 200, answer: '{"ok":true}' });
  expect(JSON.parse(server.received[0]?.body ?? '')).toMatchObject({ type: 'test', alertId: null });
  server.reply({ status: 401, body: 'no such tenant' });
  await expect(testChannel(as.admin, { channelId })).rejects.toMatchObject({
    reason: 'channel_failed',
    params: { message: 'Answered with HTTP 401. — no such tenant' },
  });
  expect(await shown()).toMatchObject({ failures: 1 });
});

test.each([
  'http://hooks.example.com/x',
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://a:b@hooks.example.com/x',
  'https://hooks.example.com:25/x',
  'https://[::ffff:169.254.169.254]/x',
])('%s is refused when it is given', async (url) => {
  const { as } = await makeTenant();
  await expect(
    createChannel(as.admin, { name: 'ERP', config: { kind: 'webhook', url }, ...routing }),
  ).rejects.toMatchObject({ reason: 'webhook_url_refused', fields: [{ path: 'config.url' }] });
});

test('viewers and other tenants change nothing and see nothing of it', async () => {
  const { as, raise, channelId } = await world();
  const [deliveryId = ''] = await raise();
  const other = await makeTenant();
  for (const refused of [
    () => rotateChannelSecret(as.viewer, { channelId, overlapHours: 0 }),
    () => resendDead(as.member, { channelId }),
    () => discardDead(as.viewer, { channelId }),
    () => discardDelivery(as.member, { deliveryId }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: 'forbidden' });
  for (const hidden of [
    () => getChannel(other.as.owner, { channelId }),
    () => rotateChannelSecret(other.as.owner, { channelId, overlapHours: 0 }),
    () => resendDead(other.as.owner, { channelId }),
    () => discardDead(other.as.owner, { channelId }),
    () => getDelivery(other.as.owner, { deliveryId }),
    () => discardDelivery(other.as.owner, { deliveryId }),
  ])
    await expect(hidden()).rejects.toMatchObject({ code: 'not_found' });
});

test('a tenant has a limited number of channels', async () => {
  const { as, channel } = await world();
  const add = (n: number) => createChannel(as.admin, { name: `No. ${n}`, config: webhook(), ...routing });
  for (let n = 1; n < 40; n += 1) await add(n);
  await expect(add(40)).rejects.toMatchObject({ reason: 'channel_limit' });
  expect(channel.hint).toBe(`${server.hostPort}/…7f3a`);
});
