// Checks against the sandbox cloud over HTTP: what a sweep brings, what a broken one leaves alone, and who may start one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, addMonths, monthOf } from '#lib/periods.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { getQuota, quotaOf } from '#server/quotas/service.ts';
import { yuan } from '#server/quotas/test-world.ts';
import { setSetting } from '#server/settings/service.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { makeSandbox, type TestSandbox } from '#tests/sandbox.ts';
import {
  getCheck,
  listChecks,
  listIdleAccounts,
  listLostChecks,
  startCheck,
  startDueChecks,
} from './service/checks.ts';
import { failCheck, finishCheck } from './service/finish.ts';
import { beginCheck, readSlice } from './service/sweep.ts';
import { type SpendingWorld, spendingWorld } from './test-world.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => sandbox.close());

const spentOf = async ({ tenant }: SpendingWorld, id: string) => (await quotaOf(tenant.as.admin, id))?.spent;
const minutes = (count: number) => count * 60_000;

test('what the monitored projects spent reaches the quota, and nothing else does', async () => {
  const world = await spendingWorld(sandbox);
  for (const name of ['render', 'train', 'other']) await world.project(name);
  const id = await world.owner(['render', 'train'], yuan(100));
  await world.spend({ project: 'render', amount: '30.25' });
  await world.spend({ project: 'train', amount: '20', day: world.yesterday });
  await world.spend({ project: 'other', amount: '999' });
  const check = await world.check();
  expect(check).toMatchObject({ state: 'done', slicesDone: 8, slicesTotal: 8, rows: 6, error: null });
  expect(await spentOf(world, id)).toBe(50_250_000_000n);
  const [alert] = await world.alerts('quota_step');
  expect(alert?.details).toMatchObject({
    step: 50,
    spent: '50.25',
    projects: [{ name: 'render', amount: '30.25' }, { name: 'train' }],
  });
});

test('later corrections move a total down and up again', async () => {
  const world = await spendingWorld(sandbox);
  await world.project('render');
  const id = await world.owner(['render'], yuan(1_000));
  const row = { project: 'render', day: world.yesterday, instance: 'i-1' };
  await world.spend({ ...row, amount: '80' });
  await world.check();
  await world.spend({ ...row, amount: '-30' });
  await world.check();
  expect(await spentOf(world, id)).toBe(yuan(50));
  await world.spend({ ...row, amount: '45.5' });
  await world.check();
  expect(await spentOf(world, id)).toBe(95_500_000_000n);
});

test('a row that is no longer in the bill becomes zero', async () => {
  const world = await spendingWorld(sandbox);
  await world.project('render');
  const id = await world.owner(['render'], yuan(1_000));
  await world.spend({ project: 'render', amount: '80', instance: 'i-1' });
  await world.check();
  await world.spend({ project: 'render', amount: '-80', instance: 'i-1' });
  expect(await world.check()).toMatchObject({ state: 'done', rows: 0, changed: 2 });
  expect(await spentOf(world, id)).toBe(0n);
  expect((await world.records()).map((r) => [r.amount, r.rows])).toEqual([
    [0n, 0],
    [0n, 0],
  ]);
});

test('a page that is cut short changes nothing, and the next whole sweep does', async () => {
  const world = await spendingWorld(sandbox);
  await world.project('render');
  const id = await world.owner(['render'], yuan(1_000));
  for (let i = 0; i < 4; i += 1) await world.spend({ project: 'render', amount: '10' });
  await world.check();
  for (let i = 0; i < 4; i += 1) await world.spend({ project: 'render', amount: '1' });
  await world.control.fault({ kind: 'partial_page', action: 'ListBillDetail', times: 1_000 });
  const before = await world.records();
  expect(await world.check()).toMatchObject({
    state: 'failed',
    slicesDone: 0,
    error: { reason: 'cloud_failed' },
  });
  expect(await world.records()).toEqual(before);
  expect(await spentOf(world, id)).toBe(yuan(40));
  await world.control.clearFaults();
  expect(await world.check()).toMatchObject({ state: 'done' });
  expect(await spentOf(world, id)).toBe(yuan(44));
});

test('a short throttling or outage is sat out', async () => {
  const world = await spendingWorld(sandbox);
  await world.control.fault({ kind: 'throttled', action: 'ListBillDetail', times: 1, skip: 1 });
  await world.control.fault({ kind: 'server_error', action: 'ListSplitBillDetail', times: 1, skip: 2 });
  expect(await world.check()).toMatchObject({ state: 'done', slicesDone: 8 });
});

test('what was read whole before a failure counts, and one alert tells of a series of failures', async () => {
  const world = await spendingWorld(sandbox);
  await world.project('render');
  const id = await world.owner(['render'], yuan(100));
  await world.spend({ project: 'render', amount: '60' });
  await world.control.fault({ kind: 'server_error', action: 'ListSplitBillDetail', times: 1_000 });
  expect(await world.check()).toMatchObject({
    state: 'failed',
    slicesDone: 4,
    error: { reason: 'cloud_failed' },
  });
  expect(await world.check()).toMatchObject({ state: 'failed' });
  expect(await spentOf(world, id)).toBe(yuan(60));
  expect(await world.alerts('check_failed')).toHaveLength(1);
  await world.control.clearFaults();
  await world.check();
  await world.control.fault({ kind: 'throttled', action: 'ListBillDetail', times: 1_000 });
  expect(await world.check()).toMatchObject({ error: { reason: 'cloud_throttled' } });
  await world.control.clearFaults();
  expect(await world.alerts('check_failed')).toHaveLength(2);
}, 60_000);

test('spending that the early bill does not name moves to its owner when the split bill comes, without counting twice', async () => {
  const world = await spendingWorld(sandbox);
  await world.project('render');
  const id = await world.owner(['render'], yuan(1_000));
  await world.control.config({ splitLagHours: 48, unattributedShare: 1 });
  await world.spend({ project: 'render', amount: '70' });
  await world.check();
  expect(await spentOf(world, id)).toBe(0n);
  expect((await world.records()).map((r) => [r.project, r.source, r.effective])).toEqual([
    ['', 'detail', true],
  ]);
  await world.control.config({ splitLagHours: 0 });
  await world.check();
  expect(await spentOf(world, id)).toBe(yuan(70));
  expect((await world.records()).map((r) => [r.project, r.source, r.effective])).toEqual([
    ['', 'detail', false],
    ['render', 'split', true],
  ]);
});

test('a deep check finds what was booked in the months before, a shallow one does not', async () => {
  const world = await spendingWorld(sandbox);
  await world.project('render');
  const id = await world.owner(['render'], yuan(1_000));
  const day = `${addMonths(monthOf(world.today), -2)}-15`;
  await world.spend({ project: 'render', amount: '12', day });
  await world.check();
  expect(await spentOf(world, id)).toBe(0n);
  expect(await world.check({ deep: true })).toMatchObject({ state: 'done', slicesDone: 14 });
  expect(await spentOf(world, id)).toBe(yuan(12));
});

test('the first check of a billing day is deep by itself, the ones after it are not', async () => {
  const world = await spendingWorld(sandbox);
  const first = await startCheck(world.tenant.as.admin, {
    cloudAccountId: world.cloudAccountId,
    deep: false,
  });
  expect(first.deep).toBe(true);
  await world.sweep(first.id);
  const second = await startCheck(world.tenant.as.admin, {
    cloudAccountId: world.cloudAccountId,
    deep: false,
  });
  expect(second.deep).toBe(false);
});

test('a project counts from its first to its last day, for its latest owner, and only while it is monitored', async () => {
  const world = await spendingWorld(sandbox);
  for (const name of ['render', 'quiet']) await world.project(name);
  const days = [3, 2, 1, 0].map((back) => addDays(world.today, -back));
  const [first = '', second = '', third = '', fourth = ''] = days;
  for (const day of days) await world.spend({ project: 'render', amount: '1', day });
  await world.spend({ project: 'quiet', amount: '500' });
  const former = await world.owner([], yuan(1_000));
  const present = await world.owner([], yuan(1_000));
  await world.link(former, 'render', { from: first, through: third });
  await world.link(present, 'render', { from: third });
  await world.link(present, 'quiet', { from: first, monitored: false });
  await world.check();
  expect([first, second, third, fourth]).toHaveLength(4);
  expect(await spentOf(world, former)).toBe(yuan(2));
  expect(await spentOf(world, present)).toBe(yuan(2));
});

test('spending that belongs to nobody is told once for an account and day, above the bound of the setting', async () => {
  const world = await spendingWorld(sandbox);
  await world.project('render');
  await setSetting(world.tenant.as.owner, { key: 'spending.unattributedAlertAbove', value: '10.00' });
  await world.spend({ project: 'default', amount: '10', day: world.yesterday });
  await world.check();
  expect(await world.alerts('unattributed_spending')).toEqual([]);
  await world.spend({ project: 'render', amount: '0.5', day: world.yesterday });
  await world.check();
  await world.spend({ project: 'render', amount: '5', day: world.yesterday });
  await world.check();
  const alerts = await world.alerts('unattributed_spending');
  expect(alerts.map((a) => a.details)).toMatchObject([
    { day: world.yesterday, amount: '10.50', currency: 'CNY' },
  ]);
});

test('a second check of the same account is refused while one runs', async () => {
  const world = await spendingWorld(sandbox);
  const start = () =>
    startCheck(world.tenant.as.admin, { cloudAccountId: world.cloudAccountId, deep: false });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, start));
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
  await expect(start()).rejects.toMatchObject({ code: 'conflict', reason: 'check_running' });
});

test('a check that lost its run is closed, and what its run still brings is not taken', async () => {
  const world = await spendingWorld(sandbox);
  const { tenant, cloudAccountId } = world;
  const lost = await startCheck(tenant.as.admin, { cloudAccountId, deep: false });
  const plan = await beginCheck(tenant.job, { checkId: lost.id });
  const later = { ...tenant.as.admin, now: () => new Date(Date.now() + minutes(16)) };
  const found = await listLostChecks({ ...platformJob(), now: later.now });
  expect(found).toContainEqual({ tenantId: tenant.tenant.id, checkId: lost.id });
  await failCheck(tenant.job, { checkId: lost.id, lost: true });
  expect(await getCheck(tenant.job, { checkId: lost.id })).toMatchObject({ state: 'running' });
  const next = await startCheck(later, { cloudAccountId, deep: false });
  expect(await getCheck(tenant.job, { checkId: lost.id })).toMatchObject({
    state: 'failed',
    error: { reason: 'check_lost' },
  });
  const [slice] = plan?.slices ?? [];
  if (!slice) throw new Error('no slice was planned');
  await expect(readSlice(tenant.job, { checkId: lost.id, slice, index: 0 })).rejects.toMatchObject({
    reason: 'check_closed',
  });
  expect(await beginCheck(tenant.job, { checkId: lost.id })).toBeNull();
  expect(await world.sweep(next.id)).toMatchObject({ state: 'done' });
});

test('a slice that is read twice is counted once', async () => {
  const world = await spendingWorld(sandbox);
  const { job, as } = world.tenant;
  await world.spend({ project: 'default', amount: '1' });
  const { id: checkId } = await startCheck(as.admin, { cloudAccountId: world.cloudAccountId, deep: false });
  const plan = await beginCheck(job, { checkId });
  const [slice] = plan?.slices ?? [];
  if (!slice) throw new Error('no slice was planned');
  await readSlice(job, { checkId, slice, index: 0 });
  await readSlice(job, { checkId, slice, index: 0 });
  expect(await getCheck(job, { checkId })).toMatchObject({ slicesDone: 1, pages: 1, rows: 1, changed: 1 });
});

test('a check that is settled again after its end stays as it is, and raises what was left of its alerts', async () => {
  const world = await spendingWorld(sandbox);
  const { job } = world.tenant;
  await world.project('render');
  const id = await world.owner(['render'], yuan(100));
  await world.spend({ project: 'render', amount: '85' });
  const { id: checkId } = await world.check();
  const before = await getCheck(job, { checkId });
  // As if the alert of this step had not fitted into the settling.
  const alertSteps = [50, 80, 84];
  await tenantTransaction(job, (tx) => tx.subAccount.update({ where: { id }, data: { alertSteps } }));
  await finishCheck(job, { checkId });
  expect(await getCheck(job, { checkId })).toEqual(before);
  const steps = (await world.alerts('quota_step')).map(({ details }) => details);
  expect(steps).toMatchObject([{ step: 50 }, { step: 80 }, { step: 84 }]);
  await failCheck(job, { checkId });
  expect(await getCheck(job, { checkId })).toEqual(before);
});

test('a refused credential closes the check, names the reason and marks the account', async () => {
  const world = await spendingWorld(sandbox);
  await world.control.fault({ kind: 'server_error', action: 'GetCallerIdentity', times: 50 });
  expect(await world.check()).toMatchObject({
    state: 'failed',
    slicesTotal: 0,
    error: { reason: 'cloud_failed' },
  });
  await world.control.clearFaults();
  const account = () =>
    tenantTransaction(world.tenant.job, (db) =>
      db.cloudAccount.findFirstOrThrow({ where: { id: world.cloudAccountId } }),
    );
  expect((await account()).status).toBe('failing');
  await world.check();
  expect(await account()).toMatchObject({ status: 'active', checkedAt: expect.any(Date) });
});

test('the schedule goes by the interval as it is set now', async () => {
  const world = await spendingWorld(sandbox);
  const { tenant, cloudAccountId } = world;
  const mine = async (now: Date) => {
    const idle = await listIdleAccounts({ ...platformJob(), now: () => now });
    return idle.find((t) => t.tenantId === tenant.tenant.id)?.accounts ?? [];
  };
  const start = async (now: Date) =>
    startDueChecks({ ...tenant.job, now: () => now }, { accounts: await mine(now) });
  const first = new Date();
  expect(await start(first)).toEqual({ started: 1 });
  expect(await mine(new Date(first.getTime() + minutes(20)))).toEqual([]);
  const running = (await listChecks(tenant.job, { cloudAccountId, limit: 5 })).items[0];
  await world.sweep(running?.id ?? '');
  await setSetting(tenant.as.owner, { key: 'spending.checkIntervalMinutes', value: 1_440 });
  const soon = new Date(first.getTime() + minutes(11));
  const bound = (await start(soon)).started;
  await setSetting(tenant.as.owner, { key: 'spending.checkIntervalMinutes', value: 5 });
  expect(bound + (await start(soon)).started).toBe(1);
});

test('only who may check can start one, and only in their own tenant', async () => {
  const world = await spendingWorld(sandbox);
  const stranger = await makeTenant();
  const input = { cloudAccountId: world.cloudAccountId, deep: false };
  await expect(startCheck(world.tenant.as.viewer, input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(startCheck(stranger.as.owner, input)).rejects.toMatchObject({ code: 'not_found' });
  const { id } = await startCheck(world.tenant.key('spending:check'), input);
  await expect(getCheck(stranger.as.owner, { checkId: id })).rejects.toMatchObject({ code: 'not_found' });
  expect(await getCheck(world.tenant.as.viewer, { checkId: id })).toMatchObject({
    state: 'running',
    trigger: 'manual',
  });
});

test('a quota says how fresh it is once the account was checked', async () => {
  const world = await spendingWorld(sandbox);
  const id = await world.owner(['render'], yuan(5));
  const before = await getQuota(world.tenant.as.viewer, { subAccountId: id });
  expect(before.freshness).toMatchObject({ source: null, checkedAt: null });
  await world.check();
  const after = await getQuota(world.tenant.as.viewer, { subAccountId: id });
  expect(after.freshness).toMatchObject({
    source: 'detail',
    checkedAt: expect.any(Date),
    lagHours: expect.any(Number),
  });
});
