// What the comparison of kept totals finds when somebody has written past the triggers, and what it leaves alone.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '#server/core/env.ts';
import { withIdentity } from '#server/core/identity.ts';
import { executorPool } from '#server/core/jobs.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { getHealth } from '#server/platform/health.ts';
import { readMetrics } from '#server/platform/service/metrics.ts';
import { makeCloudAccount, makeRecord, makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { makeTenant, platformJob, type TestTenant } from '#tests/factories.ts';
import { compareTotals, readTotals, repairTotals } from './totals.ts';

const owner = new pg.Client({ connectionString: env().DATABASE_URL });
beforeAll(() => owner.connect());
afterAll(async () => {
  await owner.end();
  await executorPool().end();
});

const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-19'];

async function world() {
  const tenant = await makeTenant();
  const cloudAccountId = await makeCloudAccount(tenant.job);
  const { id } = await makeSubAccount(tenant.job, { cloudAccountId, projects: ['render'] });
  for (const [n, day] of days.entries()) {
    await makeRecord(tenant.job, { cloudAccountId, day, project: 'render', amount: yuan(n + 1) });
    await makeRecord(tenant.job, { cloudAccountId, day, project: 'stray', amount: yuan(10) });
  }
  return { tenant, cloudAccountId, subAccountId: id };
}

/** Writes as the database's owner, without triggers. */
async function corrupt(sql: string, ...values: string[]) {
  await owner.query('begin');
  await owner.query('set local session_replication_role = replica');
  const { rowCount } = await owner.query(sql, values);
  await owner.query('commit');
  expect(rowCount).toBe(1);
}

/** Runs until a whole round has begun and come to its end. */
async function wholeRound() {
  const ends = async () => (await readTotals(platformJob()))?.finishedAt?.getTime() ?? 0;
  for (const _ of ['the round under way', 'a whole one']) {
    const before = await ends();
    while ((await ends()) === before) await compareTotals(platformJob());
  }
}

const found = async ({ tenant }: TestTenant) =>
  ((await readTotals(platformJob()))?.differences ?? [])
    .filter(({ tenantId }) => tenantId === tenant.id)
    .map(({ slice, parts, kept, counted }) => [slice, parts, kept, counted])
    .toSorted();

test('totals that are right are compared, day by day, month by month and account by account, without a finding', async () => {
  const { tenant, cloudAccountId } = await world();
  await wholeRound();
  expect(await found(tenant)).toEqual([]);
  const state = await readTotals(platformJob());
  expect(state?.slices).toBeGreaterThanOrEqual(days.length + 2 + 1);
  await tenantTransaction(tenant.job, (db) => db.cloudAccount.deleteMany({ where: { id: cloudAccountId } }));
  await wholeRound();
  expect(await found(tenant)).toEqual([]);
});

test('a total that was changed, one that is missing and one of nothing are found with their tenant and slice', async () => {
  const { tenant, cloudAccountId, subAccountId } = await world();
  const other = await world();
  await corrupt(
    "update spending_day set amount = amount + 7 where tenant_id = $1 and day = '2026-10-31' and kind = 'owned'",
    tenant.tenant.id,
  );
  await corrupt(
    "delete from spending_day where tenant_id = $1 and day = '2026-11-19' and kind = 'unmanaged'",
    tenant.tenant.id,
  );
  await corrupt(
    "insert into spending_day values ($1, '2020-02-29', $2, 'ecs', 'owned', 5, 1)",
    tenant.tenant.id,
    cloudAccountId,
  );
  await corrupt(
    "update spending_month set rows = rows + 1 where tenant_id = $1 and month = '2026-11-01' and project = 'stray'",
    tenant.tenant.id,
  );
  await corrupt('update spending_total set amount = 0 where tenant_id = $1', tenant.tenant.id);
  await wholeRound();
  expect(await found(tenant)).toEqual([
    ['2020-02-29', 1, '0.000000005', '0.00'],
    ['2026-10-31', 1, '2.000000007', '2.00'],
    ['2026-11', 1, '20.00', '20.00'],
    ['2026-11-19', 1, '0.00', '10.00'],
    [cloudAccountId, 1, '0.00', '10.00'],
  ]);
  expect(await found(other.tenant)).toEqual([]);
  // Found again and again, never mended by itself.
  const [first] = (await readTotals(platformJob()))?.differences ?? [];
  await wholeRound();
  expect(await found(tenant)).toHaveLength(5);
  expect((await readTotals(platformJob()))?.differences).toContainEqual({ ...first, seen: expect.any(Date) });

  const part = (await getHealth(platformJob(), ['totals'])).parts[0];
  expect(part).toMatchObject({ state: 'down', detail: { differences: 5 } });
  expect(part?.troubles).toContainEqual(
    expect.objectContaining({
      tenant: expect.objectContaining({ slug: tenant.tenant.slug }),
      kind: 'totals_differ',
      what: '2026-10-31',
      message: '2.00 ≠ 2.000000007',
    }),
  );
  expect((await readMetrics(platformJob())).text).toMatch(/^airgate_totals_differences 5$/m);

  const repaired = await repairTotals(platformJob());
  expect(repaired.map(({ slice }) => slice)).toEqual([
    '2020-02-29',
    '2026-10-31',
    '2026-11',
    '2026-11-19',
    cloudAccountId,
  ]);
  expect(await found(tenant)).toEqual([]);
  await wholeRound();
  expect(await found(tenant)).toEqual([]);
  expect((await getHealth(platformJob(), ['totals'])).parts[0]).toMatchObject({ state: 'ok' });
  const { total, audit } = await withIdentity(async (tx) => ({
    total: await tx.spendingTotal.findFirst({ where: { tenantId: tenant.tenant.id, subAccountId } }),
    audit: await tx.auditEntry.findMany({ where: { tenantId: tenant.tenant.id, action: 'totals.repair' } }),
  }));
  expect(total?.amount).toBe(yuan(1 + 2 + 3 + 4));
  expect(audit).toHaveLength(5);
});

test('a difference is found equal once the records say what the totals do', async () => {
  const { tenant } = await world();
  const add = (sign: string) =>
    corrupt(
      `update spending_record set amount = amount ${sign} 3 where tenant_id = $1 and day = '2026-11-01' and project = 'render'`,
      tenant.tenant.id,
    );
  await add('+');
  await wholeRound();
  expect((await found(tenant)).map(([slice]) => slice)).toEqual(['2026-11', '2026-11-01']);
  await add('-');
  await wholeRound();
  expect(await found(tenant)).toEqual([]);
});

test('what was found in a tenant that is deleted since is gone with the next round', async () => {
  const { tenant } = await world();
  await corrupt('update spending_total set amount = 1 where tenant_id = $1', tenant.tenant.id);
  await wholeRound();
  expect(await found(tenant)).toHaveLength(1);
  await withIdentity((tx) => tx.tenant.delete({ where: { id: tenant.tenant.id } }));
  await wholeRound();
  expect((await readTotals(platformJob()))?.differences).toEqual([]);
});
