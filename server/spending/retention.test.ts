// Which checks of long ago are thrown away, and which stay.
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { withIdentity } from '#server/core/identity.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { makeCloudAccount } from '#server/quotas/test-world.ts';
import { makeTenant } from '#tests/factories.ts';
import { purgeChecks } from './service/checks.ts';

const at = new Date('2026-11-20T04:00:00Z');
const daysAgo = (days: number) => new Date(at.getTime() - days * 24 * 3_600_000);

/** A cloud account with checks that began so many days ago. */
async function account(checks: readonly [days: number, state: 'done' | 'failed' | 'running'][]) {
  const { job } = await makeTenant({ now: () => at });
  const cloudAccountId = await makeCloudAccount(job);
  await tenantTransaction(job, (db) =>
    db.spendingCheck.createMany({
      data: checks.map(([days, state]) => ({
        id: newId('check'),
        tenantId: job.tenant.id,
        cloudAccountId,
        trigger: 'schedule',
        state,
        deep: false,
        startedAt: daysAgo(days),
        progressAt: daysAgo(days),
      })),
    }),
  );
  return async () => {
    const rows = await tenantTransaction(job, (db) =>
      db.spendingCheck.findMany({ where: { cloudAccountId }, orderBy: { startedAt: 'asc' } }),
    );
    return rows.map((row) => Math.round((at.getTime() - row.startedAt.getTime()) / 86_400_000));
  };
}

const purge = () => withIdentity((tx) => purgeChecks(tx, at));

test('checks are kept for a quarter of a year', async () => {
  const left = await account([
    [200, 'done'],
    [91, 'failed'],
    [89, 'failed'],
    [1, 'done'],
  ]);
  expect(await purge()).toBe(2);
  expect(await left()).toEqual([89, 1]);
  expect(await purge()).toBe(0);
});

test('the last success stays, and the failures since: they name the trouble that goes on', async () => {
  const left = await account([
    [300, 'done'],
    [250, 'done'],
    [200, 'failed'],
    [100, 'failed'],
  ]);
  await purge();
  expect(await left()).toEqual([250, 200, 100]);
});

test('a check that still runs and an account that never had a success lose nothing', async () => {
  const running = await account([
    [200, 'running'],
    [1, 'done'],
  ]);
  const failing = await account([[200, 'failed']]);
  await purge();
  expect([await running(), await failing()]).toEqual([[200, 1], [200]]);
});
