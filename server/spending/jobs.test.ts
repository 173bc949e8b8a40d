// The jobs of spending in the executor that runs them: from an event to a closed check.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningJobs, runJobs } from '#inngest/run-jobs.ts';
import { quotaOf } from '#server/quotas/service.ts';
import { yuan } from '#server/quotas/test-world.ts';
import { until } from '#tests/process.ts';
import { makeSandbox, type TestSandbox } from '#tests/sandbox.ts';
import { listChecks, startCheck } from './service/checks.ts';
import { type SpendingWorld, spendingWorld } from './test-world.ts';

let sandbox: TestSandbox;
let jobs: RunningJobs;
beforeAll(async () => {
  sandbox = await makeSandbox();
  jobs = await runJobs({ drainMs: 5_000 });
});
afterAll(async () => {
  await jobs.stop();
  await sandbox.close();
});

/** The account's latest check, once it has ended. */
async function ended({ tenant, cloudAccountId }: SpendingWorld) {
  const latest = async () => (await listChecks(tenant.job, { cloudAccountId, limit: 1 })).items[0];
  await until(async () => ((await latest())?.state ?? 'running') !== 'running', 30);
  return latest();
}

test('a new cloud account is checked at once and deeply, and a check by hand follows what was spent since', async () => {
  const world = await spendingWorld(sandbox);
  expect(await ended(world)).toMatchObject({
    state: 'done',
    trigger: 'connected',
    deep: true,
    slicesDone: 14,
  });
  await world.project('render');
  const id = await world.owner(['render'], yuan(100));
  await world.spend({ project: 'render', amount: '12.5' });
  await startCheck(world.tenant.as.admin, { cloudAccountId: world.cloudAccountId, deep: false });
  expect(await ended(world)).toMatchObject({ state: 'done', trigger: 'manual', deep: false, slicesDone: 8 });
  expect(await quotaOf(world.tenant.job, id)).toMatchObject({ spent: 12_500_000_000n });
}, 60_000);

test('a check that cannot succeed ends at once, with its reason, and makes way for the next', async () => {
  const world = await spendingWorld(sandbox, { currency: 'USD' });
  await ended(world);
  await world.spend({ project: 'default', amount: '1' });
  await startCheck(world.tenant.as.admin, { cloudAccountId: world.cloudAccountId, deep: false });
  const failed = await ended(world);
  expect(failed).toMatchObject({ state: 'failed', slicesDone: 0, error: { reason: 'bill_currency' } });
  expect(failed?.error?.params).toEqual({ actual: 'CNY', expected: 'USD' });
  expect(await world.records()).toEqual([]);
  const next = await startCheck(world.tenant.as.admin, { cloudAccountId: world.cloudAccountId, deep: false });
  expect(next.state).toBe('running');
  await ended(world);
  expect(await world.alerts('check_failed')).toHaveLength(1);
}, 60_000);
