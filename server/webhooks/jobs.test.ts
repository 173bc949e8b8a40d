// Webhooks as the jobs deliver them: outbox, executor and receivers are real.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningJobs, runJobs } from '#inngest/run-jobs.ts';
import { updateTenant } from '#server/tenants/service.ts';
import { setVariable } from '#tests/environment.ts';
import { until } from '#tests/process.ts';
import { startWebhook } from '#tests/servers/webhook.ts';
import { createWebhook } from './service/endpoints.ts';
import { fits, makeWebhook } from './test-world.ts';

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

test('a change of a tenant reaches the receiver by itself; one that asks for time gets it first', async () => {
  const { as, secret, log } = await makeWebhook(good, ['tenant.updated']);
  good.reply({ status: 503, headers: { 'retry-after': '1' } });
  await updateTenant(as.owner, { name: 'Acme' });
  await until(async () => (await log()).every(({ state }) => state === 'sent'), 20);
  const [first, second] = good.received;
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(good.received.every((request) => fits(secret, request))).toBe(true);
}, 30_000);

test('a receiver that never answers holds up no other', async () => {
  const { as, webhookId, log } = await makeWebhook(bad, ['tenant.updated']);
  const other = await createWebhook(as.admin, { name: 'Other', url: good.url, events: ['*'] });
  bad.reply(...Array.from({ length: 6 }, () => ({ hang: true })));
  for (const n of [1, 2, 3, 4, 5, 6]) await updateTenant(as.owner, { name: `Acme ${n}` });
  const states = async (id: string) =>
    (await log()).filter((row) => row.webhookId === id).map(({ state }) => state);
  await until(async () => (await states(other.id)).every((state) => state === 'sent'), 10);
  expect(await states(other.id)).toHaveLength(6);
  expect(new Set(await states(webhookId))).toEqual(new Set(['pending']));
}, 30_000);
