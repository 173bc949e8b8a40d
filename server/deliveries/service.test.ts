import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  acknowledgeAlerts,
  listAlerts,
  muteAlert,
  raiseAlert,
  reopenAlerts,
  resolveAlerts,
} from '#server/alerts/service.ts';
import { createChannel, testChannel, updateChannel } from '#server/channels/service.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant } from '#tests/factories.ts';
import { type FeishuServer, startFeishu } from '#tests/servers/feishu.ts';
import { deliver, listDeliveries, resendDelivery, waitsUntil } from './service.ts';

let feishu: FeishuServer;
beforeAll(async () => {
  feishu = await startFeishu();
  setVariable('AIRGATE_EGRESS_ALLOW', feishu.hostPort);
});
afterAll(() => feishu.close());

const page = { limit: 50 };
const routing = { minSeverity: 'info' as const, types: [], quietHours: null };
const alert = {
  type: 'quota_step' as const,
  severity: 'warning' as const,
  dedupeKey: 'quota-step:b:80',
  details: { step: 80, spent: '83.20', granted: '100.00', currency: 'CNY', name: 'render-farm' },
};

function bot(overrides: { secret?: string } = {}) {
  return { kind: 'feishu' as const, url: feishu.url, secret: feishu.secret, ...overrides };
}

async function onlyDelivery(ctx: Ctx): Promise<string> {
  const { items } = await listDeliveries(ctx, page);
  expect(items).toHaveLength(1);
  return items[0]?.id ?? '';
}

const outbox = (ctx: Ctx) =>
  access(ctx, 'alert:read', (db) => db.outboxEvent.findMany({ where: { tenantId: ctx.tenant.id } }));

test('one cause raises one alert, one delivery per channel and one event, however often it is reported', async () => {
  const { as, job } = await makeTenant();
  await createChannel(as.admin, { name: 'Finance', config: bot(), ...routing });
  await Promise.all([raiseAlert(job, alert), raiseAlert(job, alert), raiseAlert(job, alert)]);
  expect((await listAlerts(as.viewer, page)).total).toBe(1);
  await onlyDelivery(as.viewer);
  expect((await outbox(job)).map((e) => e.name)).toEqual(['alert/delivery.requested']);
});

test('a signed card reaches the bot, and a second attempt of the same delivery sends nothing', async () => {
  const { as, job } = await makeTenant();
  await createChannel(as.admin, { name: 'Finance', config: bot(), ...routing });
  await raiseAlert(job, alert);
  const deliveryId = await onlyDelivery(job);
  const before = feishu.titles.length;
  expect(await deliver(job, { deliveryId })).toBe('sent');
  expect(await deliver(job, { deliveryId })).toBe('sent');
  expect(feishu.titles.slice(before)).toEqual(['[AirGate] render-farm has spent 80% of its quota']);
});

test('a passing fault is thrown for a retry and shown; the next attempt delivers', async () => {
  const { as, job } = await makeTenant();
  await createChannel(as.admin, { name: 'Finance', config: bot(), ...routing });
  await raiseAlert(job, alert);
  const deliveryId = await onlyDelivery(job);
  feishu.fail({ code: 11232, msg: 'frequency limited' });
  await expect(deliver(job, { deliveryId })).rejects.toMatchObject({ name: 'ChannelError', final: false });
  const [shown] = (await listDeliveries(as.viewer, page)).items;
  expect(shown).toMatchObject({
    state: 'retrying',
    attempts: 1,
    lastError: { message: '11232: frequency limited' },
  });
  expect(await deliver(job, { deliveryId })).toBe('sent');
});

test('a refusal for good is a dead letter that can be sent again after the channel is mended', async () => {
  const { as, job } = await makeTenant();
  const channel = await createChannel(as.admin, {
    name: 'Finance',
    config: bot({ secret: 'wrong' }),
    ...routing,
  });
  await raiseAlert(job, alert);
  const deliveryId = await onlyDelivery(job);
  expect(await deliver(job, { deliveryId })).toBe('dead');
  await updateChannel(as.admin, { channelId: channel.id, config: bot() });
  await resendDelivery(as.admin, { deliveryId });
  expect(await deliver(job, { deliveryId })).toBe('sent');
  await expect(resendDelivery(as.admin, { deliveryId })).rejects.toMatchObject({
    reason: 'delivery_not_dead',
  });
});

test('a channel hears only of its severities and types', async () => {
  const { as, job } = await makeTenant();
  await createChannel(as.admin, {
    name: 'Loud',
    config: bot(),
    minSeverity: 'critical',
    types: [],
    quietHours: null,
  });
  await createChannel(as.admin, {
    name: 'Other',
    config: bot(),
    minSeverity: 'info',
    types: ['check_failed'],
    quietHours: null,
  });
  await raiseAlert(job, alert);
  expect((await listDeliveries(as.viewer, page)).items).toEqual([]);
});

test('the test button reports what the bot answered', async () => {
  const { as } = await makeTenant();
  const good = await createChannel(as.admin, { name: 'Good', config: bot(), ...routing });
  const bad = await createChannel(as.admin, { name: 'Bad', config: bot({ secret: 'wrong' }), ...routing });
  expect(await testChannel(as.admin, { channelId: good.id })).toMatchObject({ sent: true, status: 200 });
  await expect(testChannel(as.admin, { channelId: bad.id })).rejects.toMatchObject({
    reason: 'channel_failed',
  });
});

test('an address that is no Feishu bot is refused, and the stored one is not readable', async () => {
  const { as, job } = await makeTenant();
  for (const url of [
    'http://169.254.169.254/latest',
    'https://open.feishu.cn.evil.example/x',
    'https://a:b@open.feishu.cn/x',
  ]) {
    const input = { name: 'Evil', config: { kind: 'feishu' as const, url }, ...routing };
    await expect(createChannel(as.admin, input)).rejects.toMatchObject({ reason: 'channel_url_refused' });
  }
  await createChannel(as.admin, { name: 'Finance', config: bot(), ...routing });
  const rows = await access(
    job,
    'channel:read',
    (db) => db.$queryRaw`select config from channel where tenant_id = ${job.tenant.id}`,
  );
  expect(JSON.stringify(rows)).not.toContain(feishu.secret);
});

test('an alert is acknowledged once, resolved, reopened, and not by a viewer or another tenant', async () => {
  const [mine, other] = await Promise.all([makeTenant(), makeTenant()]);
  await raiseAlert(mine.job, alert);
  const [raised] = (await listAlerts(mine.as.viewer, page)).items;
  const refs = { alertIds: [raised?.id ?? ''] };
  await expect(acknowledgeAlerts(mine.as.viewer, refs)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(acknowledgeAlerts(other.as.owner, refs)).rejects.toMatchObject({ code: 'not_found' });
  expect(await acknowledgeAlerts(mine.as.admin, refs)).toEqual({ changed: 1 });
  expect(await acknowledgeAlerts(mine.as.admin, refs)).toEqual({ changed: 0 });
  expect(await resolveAlerts(mine.as.admin, refs)).toEqual({ changed: 1 });
  expect(await reopenAlerts(mine.as.admin, refs)).toEqual({ changed: 1 });
  expect((await listAlerts(mine.as.viewer, { ...page, state: 'open' })).total).toBe(1);
});

test('a muted kind is kept and told to nobody until the muting ends', async () => {
  const { as, job } = await makeTenant();
  await createChannel(as.admin, { name: 'Finance', config: bot(), ...routing });
  await raiseAlert(job, alert);
  const [first] = (await listAlerts(as.viewer, page)).items;
  const ref = { alertId: first?.id ?? '' };
  await expect(muteAlert(as.viewer, { ...ref, hours: 24 })).rejects.toMatchObject({ code: 'forbidden' });
  const muted = await muteAlert(as.admin, { ...ref, hours: 24 });
  expect(muted.mutedUntil?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  await raiseAlert(job, { ...alert, dedupeKey: 'quota-step:b:90' });
  const [second] = (await listAlerts(as.viewer, page)).items;
  expect(second).toMatchObject({ muted: true, mutedUntil: muted.mutedUntil, deliveries: { pending: 0 } });
  await raiseAlert(job, { ...alert, type: 'check_failed', dedupeKey: 'check-failed:c' });
  expect((await listDeliveries(as.viewer, page)).items).toHaveLength(2);

  expect(await muteAlert(as.admin, { ...ref, hours: 0 })).toMatchObject({ mutedUntil: null });
  await raiseAlert(job, { ...alert, dedupeKey: 'quota-step:b:95' });
  expect((await listDeliveries(as.viewer, page)).items).toHaveLength(3);
});

test('in quiet hours a warning waits for their end and a critical alert does not', async () => {
  const night = () => new Date('2026-11-20T15:30:00Z'); // 23:30 in Shanghai
  const { as, job } = await makeTenant({ now: night });
  const quietHours = { from: '22:00', to: '07:00' };
  await createChannel(as.admin, { name: 'Finance', config: bot(), ...routing, quietHours });
  await raiseAlert(job, alert);
  await raiseAlert(job, { ...alert, severity: 'critical', dedupeKey: 'critical' });
  const [critical, warning] = (await listDeliveries(job, page)).items;
  expect(await waitsUntil(job, { deliveryId: warning?.id ?? '' })).toBe('2026-11-20T23:00:00.000Z');
  expect(await waitsUntil(job, { deliveryId: critical?.id ?? '' })).toBeNull();
});
