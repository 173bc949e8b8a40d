// Alert steps and the limit: each fires once in an epoch, however spending moves and whoever looks at the same time.
import { expect, test } from 'vitest';
import type { Ctx } from '#server/core/ctx.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { setSetting } from '#server/settings/service.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { quotaOverview } from './service/overview.ts';
import { raiseDueSteps } from './service/steps.ts';
import { allocateQuota, getQuota, settleSpending } from './service.ts';
import { makeCloudAccount, makeRecord, makeSubAccount, yuan } from './test-world.ts';

let checks = 0;

/** A check that found this total. */
async function settle({ job }: TestTenant, subAccountId: string, spent: bigint) {
  checks += 1;
  return settleSpending(job, [{ subAccountId, spent }], { checkId: `chk_${checks}` });
}

async function withQuota(granted = yuan(100), wish: Parameters<typeof makeSubAccount>[1] = {}) {
  const tenant = await makeTenant();
  const account = await makeSubAccount(tenant.as.admin, wish);
  const allocate = (amount: bigint) =>
    allocateQuota(tenant.as.admin, { subAccountId: account.id, amount, reason: 'test' });
  await allocate(granted);
  return { tenant, ...account, allocate };
}

/** The steps told so far, in the order of their alerts. */
async function alerts(ctx: Ctx) {
  const rows = await tenantTransaction(ctx, (db) =>
    db.alert.findMany({ where: { tenantId: ctx.tenant.id }, orderBy: { id: 'asc' } }),
  );
  return rows.map(({ type, severity, details }) => ({
    type,
    severity,
    details: details as Record<string, unknown>,
  }));
}

const steps = async (ctx: Ctx) => (await alerts(ctx)).map((a) => a.details.step);

async function events(ctx: Ctx) {
  const rows = await tenantTransaction(ctx, (db) =>
    db.outboxEvent.findMany({
      where: { tenantId: ctx.tenant.id, name: { startsWith: 'quota/' } },
      orderBy: { createdAt: 'asc' },
    }),
  );
  return rows.map((r) => r.name);
}

test('each step fires once, with its height as its severity', async () => {
  const { tenant, id } = await withQuota();
  for (const spent of [10, 55, 55, 79, 85, 95, 99]) await settle(tenant, id, yuan(spent));
  const told = await alerts(tenant.job);
  expect(told.map((a) => [a.details.step, a.severity])).toEqual([
    [50, 'info'],
    [80, 'warning'],
    [90, 'warning'],
  ]);
  expect(told[0]).toMatchObject({
    type: 'quota_step',
    details: { spent: '55.00', granted: '100.00', currency: 'CNY', shareBp: 5_500 },
  });
  expect(await events(tenant.job)).toEqual([]);
});

test('a jump over several steps fires each of them, and the limit announces itself', async () => {
  const { tenant, id } = await withQuota();
  await settle(tenant, id, yuan(120));
  const told = await alerts(tenant.job);
  expect(told.map((a) => a.type)).toEqual(['quota_step', 'quota_step', 'quota_step', 'quota_reached']);
  expect(told.at(-1)).toMatchObject({ severity: 'critical' });
  expect(await events(tenant.job)).toEqual(['quota/limit.reached']);
});

test('exactly 100 percent is the limit, a nano less is not', async () => {
  const { tenant, id } = await withQuota();
  await settle(tenant, id, yuan(100) - 1n);
  expect(await events(tenant.job)).toEqual([]);
  await settle(tenant, id, yuan(100));
  expect(await events(tenant.job)).toEqual(['quota/limit.reached']);
});

test('corrections down and up again do not repeat an alert, but the cut-off hears of the limit again', async () => {
  const { tenant, id } = await withQuota();
  for (const spent of [100, 70, 85, 100, 101]) await settle(tenant, id, yuan(spent));
  expect(await steps(tenant.job)).toEqual([50, 80, 90, 100]);
  expect(await events(tenant.job)).toEqual(['quota/limit.reached', 'quota/limit.reached']);
});

test('a new epoch arms the steps above the present share again, and no other', async () => {
  const { tenant, id, allocate } = await withQuota();
  await settle(tenant, id, yuan(85));
  await allocate(yuan(50));
  await settle(tenant, id, yuan(86));
  expect(await steps(tenant.job)).toEqual([50, 80]);
  await settle(tenant, id, yuan(125));
  expect(await steps(tenant.job)).toEqual([50, 80, 80]);
  const quota = await getQuota(tenant.as.viewer, { subAccountId: id });
  expect(quota.steps.map((s) => [s.step, s.state])).toEqual([
    [50, 'passed'],
    [80, 'fired'],
    [90, 'armed'],
    [100, 'armed'],
  ]);
});

test('a deduction fires the steps that it reaches itself', async () => {
  const { tenant, id, allocate } = await withQuota();
  await settle(tenant, id, yuan(45));
  await allocate(-yuan(40));
  expect(await steps(tenant.job)).toEqual([50]);
  await allocate(-yuan(15));
  expect(await steps(tenant.job)).toEqual([50, 80, 90, 100]);
  expect(await events(tenant.job)).toEqual(['quota/limit.reached']);
});

test('an allocation that clears the limit says so once, and one that does not stays silent', async () => {
  const { tenant, id, allocate } = await withQuota();
  await settle(tenant, id, yuan(130));
  await allocate(yuan(30));
  expect(await events(tenant.job)).toEqual(['quota/limit.reached']);
  await allocate(yuan(1));
  await allocate(yuan(1));
  expect(await events(tenant.job)).toEqual(['quota/limit.reached', 'quota/limit.cleared']);
});

test("a sub-account's own steps come before the tenant's setting, which comes before the default", async () => {
  const { tenant, id } = await withQuota();
  await setSetting(tenant.as.owner, { key: 'quota.alertSteps', value: [20] });
  const own = await makeSubAccount(tenant.as.admin, { alertSteps: [33, 66] });
  await allocateQuota(tenant.as.admin, { subAccountId: own.id, amount: yuan(100), reason: 'test' });
  await settle(tenant, id, yuan(60));
  await settle(tenant, own.id, yuan(70));
  expect(await steps(tenant.job)).toEqual([20, 33, 66]);
});

test('settling the same at once from many sides fires each step once', async () => {
  const { tenant, id } = await withQuota();
  await Promise.all(Array.from({ length: 12 }, () => settle(tenant, id, yuan(100))));
  expect((await steps(tenant.job)).toSorted()).toEqual([100, 50, 80, 90]);
  expect(await events(tenant.job)).toEqual(['quota/limit.reached']);
});

test('a step that a crash left behind fires with the next look, without any change of spending', async () => {
  const { tenant, id } = await withQuota();
  await tenantTransaction(tenant.job, (db) =>
    db.bucket.updateMany({
      where: { tenantId: tenant.tenant.id, subAccountId: id },
      data: { spent: yuan(60) },
    }),
  );
  await settle(tenant, id, yuan(60));
  expect(await steps(tenant.job)).toEqual([50]);
});

test('many accounts at once are fired in portions until none is left', async () => {
  const tenant = await makeTenant();
  const cloudAccountId = await makeCloudAccount(tenant.as.admin);
  const ids: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    const { id } = await makeSubAccount(tenant.as.admin, { cloudAccountId });
    await allocateQuota(tenant.as.admin, { subAccountId: id, amount: yuan(10), reason: 'test' });
    ids.push(id);
  }
  const totals = ids.map((subAccountId) => ({ subAccountId, spent: yuan(11) }));
  const first = await settleSpending(tenant.job, totals, { checkId: 'chk_many' });
  expect(first).toMatchObject({ changed: 60, more: true });
  let more = true;
  while (more) more = (await raiseDueSteps(tenant.job, ids)).more;
  expect(await alerts(tenant.job)).toHaveLength(240);
  expect(new Set(await events(tenant.job))).toEqual(new Set(['quota/limit.reached']));
});

test('an alert shows which projects spent, most first', async () => {
  const { tenant, id, cloudAccountId } = await withQuota(yuan(100), { projects: ['alpha', 'beta'] });
  const record = { cloudAccountId, day: '2026-11-02' };
  await makeRecord(tenant.job, { ...record, project: 'alpha', amount: yuan(20) });
  await makeRecord(tenant.job, { ...record, project: 'beta', amount: yuan(31) });
  await settle(tenant, id, yuan(51));
  const [alert] = await alerts(tenant.job);
  expect(alert?.details.projects).toEqual([
    { name: 'beta', amount: '31.00' },
    { name: 'alpha', amount: '20.00' },
  ]);
});

test('without a quota nothing is enforced', async () => {
  const tenant = await makeTenant();
  const { id } = await makeSubAccount(tenant.as.admin);
  expect(await settle(tenant, id, yuan(1_000))).toMatchObject({ changed: 0, steps: [] });
  expect(await alerts(tenant.job)).toEqual([]);
});

test('the overview adds quotas up and puts what runs out first on top', async () => {
  const now = () => new Date('2026-11-20T04:00:00Z');
  const tenant = await makeTenant({ now });
  const cloudAccountId = await makeCloudAccount(tenant.as.admin, { checkedAt: now() });
  const make = async (project: string, granted: number, daily: number) => {
    const { id } = await makeSubAccount(tenant.as.admin, { cloudAccountId, projects: [project] });
    for (let day = 13; day <= 19; day += 1) {
      await makeRecord(tenant.job, { cloudAccountId, day: `2026-11-${day}`, project, amount: yuan(daily) });
    }
    await allocateQuota(tenant.as.admin, { subAccountId: id, amount: yuan(granted), reason: 'test' });
    return id;
  };
  const slow = await make('slow', 700, 10);
  const fast = await make('fast', 100, 10);
  await make('gone', 10, 10);
  const overview = await quotaOverview(tenant.as.viewer, { top: 10 });
  expect(overview).toMatchObject({ subAccounts: 3, reached: 1, granted: yuan(810), spent: yuan(210) });
  expect(overview).toMatchObject({ remaining: yuan(660), overrun: yuan(60) });
  expect(overview.runsOutNext.map((r) => r.subAccountId)).toEqual([fast, slow]);
  expect(overview.runsOutNext[0]).toMatchObject({
    perDay: yuan(10),
    runsOutAt: new Date('2026-11-23T04:00:00Z'),
  });
  const quota = await getQuota(tenant.as.viewer, { subAccountId: fast });
  expect(quota).toMatchObject({
    burn: { perDay: yuan(10), days: 7 },
    forecast: { runsOutAt: new Date('2026-11-23T04:00:00Z') },
  });
});
