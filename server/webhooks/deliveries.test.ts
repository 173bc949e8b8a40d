// What is sent: real posts to a receiver on loopback.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventBody } from '#lib/webhook-data.ts';
import { listAlerts } from '#server/alerts/service.ts';
import { access } from '#server/core/access.ts';
import { encrypt } from '#server/core/crypto.ts';
import { updateTenant } from '#server/tenants/service.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { type Reply, startWebhook, type WebhookServer } from '#tests/servers/webhook.ts';
import { deliverEvent, markEventDead, testWebhook } from './service/deliver.ts';
import { getWebhookDelivery, resendFailed, resendWebhookDelivery } from './service/deliveries.ts';
import { deleteWebhook, rotateWebhookSecret, updateWebhook } from './service/endpoints.ts';
import { purgeEvents } from './service/upkeep.ts';
import { everything, fits, makeWebhook } from './test-world.ts';

let server: WebhookServer;
beforeAll(async () => {
  server = await startWebhook();
  setVariable('AIRGATE_EGRESS_ALLOW', server.hostPort);
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
});

/** A webhook with events that wait. */
async function world(count = 1, options: { now?: () => Date } = {}) {
  const made = await makeWebhook(server, ['tenant.updated'], options);
  const names = Array.from({ length: count }, (_, index) => `Acme ${index + 1}`);
  for (const name of names) await updateTenant(made.as.owner, { name });
  const ids = (await made.log()).map(({ id }) => id).reverse();
  const requested = () =>
    access(made.job, 'webhook:read', (db) =>
      db.outboxEvent.count({ where: { name: 'webhook/delivery.requested' } }),
    );
  return { ...made, ids, requested };
}

test('an event arrives signed, as its schema says, and is logged with the answer', async () => {
  const { as, job, secret, ids, log } = await world();
  const [deliveryId = ''] = ids;
  server.reply({ status: 202, body: 'queued' });
  expect(await deliverEvent(job, { deliveryId })).toBe('sent');
  const [request] = server.received;
  expect(request && fits(secret, request)).toBe(true);
  const [row] = await log();
  expect(request?.headers['webhook-id']).toBe(row?.eventId);
  expect(
    eventBody('tenant.updated')
      .strict()
      .safeParse(JSON.parse(request?.body ?? '')).error,
  ).toBeUndefined();
  const { attemptLog, state, status, body } = await getWebhookDelivery(as.viewer, { deliveryId });
  expect([state, status, body]).toEqual(['sent', 202, request?.body]);
  expect(attemptLog).toMatchObject([{ number: 1, ok: true, status: 202, answer: 'queued' }]);
});

test('an attempt that was cut short is made again, with the same id and the same body', async () => {
  const { as, job, ids, log } = await world();
  const [deliveryId = ''] = ids;
  // The answer arrives, and the process ends before it is written down.
  expect(await deliverEvent(job, { deliveryId })).toBe('sent');
  await access(job, 'webhook:update', async (db) => {
    const where = { tenantId: job.tenant.id };
    await db.webhookDelivery.updateMany({ where, data: { state: 'pending', sentAt: null } });
    await db.webhookAttempt.updateMany({ where, data: { finishedAt: null, ok: false, status: null } });
  });
  expect(await deliverEvent(job, { deliveryId })).toBe('sent');
  expect(await deliverEvent(job, { deliveryId })).toBe('sent');
  const [first, second, ...more] = server.received;
  expect(more).toEqual([]);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.body).toBe(first?.body);
  expect(await log()).toHaveLength(1);
  const { attemptLog } = await getWebhookDelivery(as.viewer, { deliveryId });
  expect(attemptLog.map(({ number, ok }) => [number, ok])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test.each<[string, Reply, { final: boolean; fault: string }]>([
  ['an error of the receiver', { status: 500 }, { final: false, fault: 'status' }],
  ['too many', { status: 429, headers: { 'retry-after': '9' } }, { final: false, fault: 'status' }],
  ['a refusal', { status: 401 }, { final: true, fault: 'status' }],
  ['a redirect', { status: 307 }, { final: true, fault: 'redirect' }],
])('%s is tried again only if that may help', async (_, reply, { final, fault }) => {
  const { as, job, ids, shown } = await world();
  const [deliveryId = ''] = ids;
  const elsewhere = await startWebhook();
  server.reply({ ...reply, headers: { ...reply.headers, location: elsewhere.url }, body: 'no' });
  const attempt = deliverEvent(job, { deliveryId });
  if (final) expect(await attempt).toBe('dead');
  else await expect(attempt).rejects.toMatchObject({ name: 'ChannelError', final: false });
  expect(elsewhere.connections()).toBe(0);
  await elsewhere.close();
  const { state, lastError } = await getWebhookDelivery(as.viewer, { deliveryId });
  expect([state, lastError?.fault]).toEqual([final ? 'dead' : 'retrying', fault]);
  expect(await shown()).toMatchObject({ failures: 1, dead: final ? 1 : 0, lastError: { fault } });
});

test('an address that became forbidden is not connected to', async () => {
  const { job, ids, webhookId } = await world();
  const inside = await startWebhook();
  const config = { url: inside.url, secret: 'whsec_AAAA', previous: [] };
  await access(job, 'webhook:update', (db) =>
    db.webhook.updateMany({
      where: { id: webhookId },
      data: { config: encrypt(JSON.stringify(config), `webhook:${webhookId}`) },
    }),
  );
  expect(await deliverEvent(job, { deliveryId: ids[0] ?? '' })).toBe('dead');
  expect(inside.connections()).toBe(0);
  await inside.close();
});

test('one that is gone is switched off; what waits fails and is sent again after it is switched on', async () => {
  const { as, job, ids, webhookId, shown, requested } = await world(2);
  const [first = '', second = ''] = ids;
  server.reply({ status: 410 });
  expect(await deliverEvent(job, { deliveryId: first })).toBe('dead');
  expect(await shown()).toMatchObject({ enabled: false, offReason: 'gone' });
  expect(await deliverEvent(job, { deliveryId: second })).toBe('dead');
  expect(server.received).toHaveLength(1);
  await expect(resendFailed(as.admin, { webhookId })).rejects.toMatchObject({ reason: 'webhook_off' });
  await updateWebhook(as.admin, { webhookId, enabled: true });
  const before = await requested();
  const asked = await Promise.all([1, 2, 3].map(() => resendFailed(as.admin, { webhookId })));
  expect(asked.reduce((sum, { resent }) => sum + resent, 0)).toBe(2);
  expect(await requested()).toBe(before + 2);
  expect(await deliverEvent(job, { deliveryId: second })).toBe('sent');
});

test('one that has taken nothing for three days is paused with an alert, and goes on when it is resumed', async () => {
  let hours = 0;
  const now = () => new Date(Date.UTC(2026, 10, 20, hours));
  const { as, job, ids, webhookId, shown } = await world(3, { now });
  const [first = '', second = '', third = ''] = ids;
  server.reply({ status: 500 }, { status: 500 }, { status: 500 });
  for (const [at, deliveryId] of [
    [0, first],
    [71, second],
  ] as const) {
    hours = at;
    await expect(deliverEvent(job, { deliveryId })).rejects.toThrow('HTTP 500');
    expect(await shown()).toMatchObject({ enabled: true });
  }
  hours = 72;
  await expect(deliverEvent(job, { deliveryId: third })).rejects.toThrow('HTTP 500');
  expect(await shown()).toMatchObject({ enabled: false, offReason: 'failing', failures: 3 });
  expect(await deliverEvent(job, { deliveryId: third })).toBe('dead');
  const { items } = await listAlerts(as.viewer, { ...everything, type: 'webhook_paused' });
  expect(items).toMatchObject([{ severity: 'critical', details: { webhookId, name: 'ERP' } }]);
  await updateWebhook(as.admin, { webhookId, enabled: true });
  expect(await shown()).toMatchObject({ offReason: null, failures: 0, failingSince: null });
  await resendFailed(as.admin, { webhookId });
  expect(await deliverEvent(job, { deliveryId: third })).toBe('sent');
});

test('a lost event is an alert, one until an event is taken again', async () => {
  const { as, job, ids } = await world(2);
  for (const deliveryId of ids) {
    server.reply({ status: 500 });
    await expect(deliverEvent(job, { deliveryId })).rejects.toThrow('HTTP 500');
    await markEventDead(job, { deliveryId });
  }
  const { items } = await listAlerts(as.viewer, { ...everything, type: 'webhook_failing' });
  expect(items).toMatchObject([{ subject: 'Webhook ERP does not take events' }]);
});

test('whatever was taken or failed is sent again with its id, and not twice at once', async () => {
  const { as, job, ids } = await world();
  const [deliveryId = ''] = ids;
  await expect(resendWebhookDelivery(as.admin, { deliveryId })).rejects.toMatchObject({
    reason: 'delivery_under_way',
  });
  expect(await deliverEvent(job, { deliveryId })).toBe('sent');
  const asked = await Promise.allSettled([1, 2].map(() => resendWebhookDelivery(as.admin, { deliveryId })));
  expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await deliverEvent(job, { deliveryId })).toBe('sent');
  expect(new Set(server.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(server.received).toHaveLength(2);
});

test('a rotated secret leaves the one before valid for as long as was asked, and no longer', async () => {
  let hours = 0;
  const now = () => new Date(Date.UTC(2026, 10, 20, hours));
  const { as, webhookId, secret, shown } = await world(0, { now });
  const rotated = await rotateWebhookSecret(as.admin, { webhookId, overlapHours: 24 });
  const validNow = async () => {
    await testWebhook(as.admin, { webhookId });
    const request = server.received.at(-1);
    return [secret, rotated.secret].map((each) => Boolean(request && fits(each, request)));
  };
  expect(await validNow()).toEqual([true, true]);
  expect((await shown()).secretOverlapUntil).toEqual(new Date('2026-11-21T00:00:00Z'));
  hours = 24;
  expect(await validNow()).toEqual([false, true]);
  await rotateWebhookSecret(as.admin, { webhookId, overlapHours: 0 });
  expect(await validNow()).toEqual([false, false]);
});

test('a test event tells at once what was answered, also while the webhook is off, and is in the log', async () => {
  const { as, webhookId, log } = await world(0);
  await updateWebhook(as.admin, { webhookId, enabled: false });
  server.reply({ status: 200, body: '{"ok":true}' });
  expect(await testWebhook(as.admin, { webhookId })).toMatchObject({ status: 200, answer: '{"ok":true}' });
  expect(JSON.parse(server.received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', auditId: null });
  server.reply({ status: 401, body: 'no such tenant' });
  await expect(testWebhook(as.admin, { webhookId })).rejects.toMatchObject({
    reason: 'webhook_failed',
    params: { message: 'Answered with HTTP 401. — no such tenant' },
  });
  server.reply({ status: 500 });
  await expect(testWebhook(as.admin, { webhookId })).rejects.toMatchObject({ reason: 'webhook_failed' });
  expect((await log()).map(({ type, state }) => [type, state])).toEqual([
    ['webhook.test', 'dead'],
    ['webhook.test', 'dead'],
    ['webhook.test', 'sent'],
  ]);
});

test('a body is shown to those who may read what it tells of, and to nobody else', async () => {
  const { key, ids } = await world();
  const [deliveryId = ''] = ids;
  const narrow = await getWebhookDelivery(key('webhook:read'), { deliveryId });
  expect([narrow.type, narrow.body]).toEqual(['tenant.updated', null]);
  const wide = await getWebhookDelivery(key('webhook:read', 'tenant:read'), { deliveryId });
  expect(wide.body).toContain('tenant.updated');
});

test('what was removed is not sent, and what is old goes', async () => {
  const { as, job, ids, webhookId } = await world();
  const other = await makeTenant();
  const [deliveryId = ''] = ids;
  await expect(getWebhookDelivery(other.as.owner, { deliveryId })).rejects.toMatchObject({
    code: 'not_found',
  });
  await deleteWebhook(as.admin, { webhookId });
  expect(await deliverEvent(job, { deliveryId })).toBe('dead');
  expect(server.received).toEqual([]);
  const kept = await world();
  const in29days = { ...platformJob(), now: () => new Date(Date.now() + 29 * 86_400_000) };
  await purgeEvents(in29days);
  expect(await kept.log()).toHaveLength(1);
  await purgeEvents({ ...in29days, now: () => new Date(Date.now() + 31 * 86_400_000) });
  expect(await kept.log()).toEqual([]);
});
