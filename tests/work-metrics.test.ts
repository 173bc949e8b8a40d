// What Prometheus is told of work that the jobs really do: checks, cut-offs and deliveries, each with how it ended.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningJobs, runJobs } from '#inngest/run-jobs.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { countedSince } from './counted.ts';
import { setVariable } from './environment.ts';
import { until } from './process.ts';
import { makeSandbox } from './sandbox.ts';
import { startWebhook } from './servers/webhook.ts';
import { makeStory } from './story.ts';

const receiver = await startWebhook();
setVariable('AIRGATE_EGRESS_ALLOW', receiver.hostPort);
const sandbox = await makeSandbox();
let jobs: RunningJobs;
beforeAll(async () => {
  jobs = await runJobs({ drainMs: 5_000 });
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([sandbox.close(), receiver.close()]);
});

test('a quota that is reached counts its check, its cut-off, the time in between, and every message about it', async () => {
  const story = await makeStory(sandbox);
  const { id: cloudAccountId } = await story.connect();
  await story.checked(cloudAccountId);
  const farm = await story.createFarm(cloudAccountId);
  await farm.allocate('100');
  const config = { kind: 'webhook', url: receiver.url };
  await story.must('POST', '/channels', { name: 'Finance', config, minSeverity: 'critical', types: [] });

  const counted = await countedSince();
  await farm.spend('120');
  const { id } = await story.startCheck(cloudAccountId);
  await until(async () => (await farm.sagas())[0]?.state === 'done', 30);
  const { rows } = await story.must<{ rows: number }>('GET', `/spending-checks/${id}`);
  expect(rows).toBeGreaterThan(0);
  expect(await counted('airgate_spending_check_duration_seconds_count', { outcome: 'done' })).toBe(1);
  expect(await counted('airgate_spending_check_rows_total')).toBe(rows);
  expect(await counted('airgate_cut_off_sagas_total', { kind: 'cut_off', outcome: 'done' })).toBe(1);
  expect(await counted('airgate_cut_off_delay_seconds_count')).toBe(1);
  expect(await counted('airgate_cut_off_delay_seconds_sum')).toBeGreaterThan(0);
  // That it is reached, that the cut-off has begun, and that it is done.
  await until(async () => (await counted('airgate_deliveries_total', { outcome: 'sent' })) >= 2, 20);
  await until(async () => (await deliveriesLeft(story)) === 0, 20);
  const sent = await counted('airgate_deliveries_total', { kind: 'webhook', outcome: 'sent' });
  expect(sent).toBe(receiver.received.length);
  await until(
    async () => (await counted('airgate_job_runs_total', { function: 'spending-check' })) === 1,
    10,
  );

  const restored = await countedSince();
  await farm.allocate('100');
  await story.must('POST', `/sub-accounts/${farm.id}/restore`);
  await until(
    async () => (await farm.sagas())[0]?.kind === 'restore' && (await farm.sagas())[0]?.state === 'done',
    30,
  );
  expect(await restored('airgate_cut_off_sagas_total', { kind: 'restore', outcome: 'done' })).toBe(1);
  expect(await restored('airgate_cut_off_delay_seconds_count')).toBe(0);
}, 90_000);

async function deliveriesLeft(story: Awaited<ReturnType<typeof makeStory>>): Promise<number> {
  const page = await story.must<{ items: { state: string }[] }>('GET', '/deliveries?limit=200');
  return page.items.filter(({ state }) => state !== 'sent').length;
}

test('a message that fails and one that is refused count as what they are', async () => {
  const story = await makeStory(sandbox);
  const config = { kind: 'webhook', url: receiver.url };
  await story.must('POST', '/channels', { name: 'Finance', config, minSeverity: 'info', types: [] });
  const alert = { type: 'check_failed' as const, severity: 'warning' as const, details: { name: 'x' } };
  const counted = await countedSince();
  receiver.reply({ status: 400 });
  await raiseAlert(story.tenant.job, { ...alert, dedupeKey: 'refused' });
  await until(async () => (await counted('airgate_deliveries_total', { outcome: 'dead' })) === 1, 15);
  receiver.reply({ status: 503, headers: { 'retry-after': '1' } });
  await raiseAlert(story.tenant.job, { ...alert, dedupeKey: 'late' });
  await until(async () => (await counted('airgate_deliveries_total', { outcome: 'failed' })) === 1, 15);
}, 60_000);
