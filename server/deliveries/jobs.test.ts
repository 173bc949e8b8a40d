// Deliveries as the jobs make them: the executor, the outbox and the receivers are real.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningJobs, runJobs } from '#inngest/run-jobs.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { createChannel } from '#server/channels/service.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant } from '#tests/factories.ts';
import { until } from '#tests/process.ts';
import { startWebhook } from '#tests/servers/webhook.ts';
import { listDeliveries, resendDead } from './service.ts';

const [good, bad] = await Promise.all([startWebhook(), startWebhook()]);
setVariable('AIRGATE_EGRESS_ALLOW', `${good.hostPort},${bad.hostPort}`);
let jobs: RunningJobs;
beforeAll(async () => {
  jobs = await runJobs({ drainMs: 1_000 });
});
afterAll(async () => {
  await Promise.all([good.close(), bad.close()]);
  await jobs.stop();
});

const routing = { minSeverity: 'info' as const, types: [], quietHours: null };
const alert = {
  type: 'check_failed' as const,
  severity: 'warning' as const,
  dedupeKey: 'check-failed:c',
  details: { name: 'Production' },
};

async function world(...servers: { url: string }[]) {
  const { as, job } = await makeTenant();
  const made = await Promise.all(
    servers.map(({ url }, index) =>
      createChannel(as.admin, { name: `No. ${index}`, config: { kind: 'webhook', url }, ...routing }),
    ),
  );
  const states = async (channelId: string) =>
    (await listDeliveries(job, { limit: 10, channelId })).items.map(({ state }) => state);
  return { as, job, channelIds: made.map(({ id }) => id), states };
}

test('a receiver that asks for time gets it, and then the message', async () => {
  const { job, channelIds, states } = await world(good);
  good.received.length = 0;
  good.reply({ status: 503, headers: { 'retry-after': '2' } });
  await raiseAlert(job, alert);
  await until(async () => good.received.length === 1);
  const asked = performance.now();
  await until(async () => (await states(channelIds[0] ?? '')).every((state) => state === 'sent'), 15);
  expect(performance.now() - asked).toBeGreaterThan(1_800);
  expect(good.received).toHaveLength(2);
}, 30_000);

test('a receiver that never answers holds up nobody else', async () => {
  const { job, channelIds, states } = await world(bad, good);
  const [silent = '', other = ''] = channelIds;
  bad.reply(...Array.from({ length: 3 }, () => ({ hang: true })));
  for (const n of [1, 2, 3]) await raiseAlert(job, { ...alert, dedupeKey: `check-failed:${n}` });
  await until(async () => (await states(other)).every((state) => state === 'sent'), 10);
  expect(await states(other)).toHaveLength(3);
  expect(await states(silent)).toEqual(['pending', 'pending', 'pending']);
}, 30_000);

test('what was refused for good is delivered after it is sent again', async () => {
  const { as, job, channelIds, states } = await world(good);
  const [channelId = ''] = channelIds;
  good.received.length = 0;
  good.reply({ status: 400 });
  await raiseAlert(job, alert);
  await until(async () => (await states(channelId)).includes('dead'), 10);
  expect(await resendDead(as.admin, { channelId })).toEqual({ resent: 1, left: 0 });
  await until(async () => (await states(channelId)).includes('sent'), 10);
  expect(new Set(good.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
}, 30_000);
