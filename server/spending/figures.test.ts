// The figures behind the charts: breakdowns beside the days before, trends and days, from records written by hand.
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { makeCloudAccount, makeRecord, makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { makeTenant } from '#tests/factories.ts';
import {
  spendingBreakdownInput,
  spendingBreakdownOut,
  spendingDaysInput,
  spendingDaysOut,
  spendingTrendInput,
  spendingTrendOut,
} from './schema.ts';
import { spendingBreakdown } from './service/breakdown.ts';
import { listSpending } from './service/list.ts';
import { spendingDays, spendingTrend } from './service/trend.ts';

const now = () => new Date('2026-11-20T04:00:00Z');
const breakdown = (ctx: Ctx, input: object) => spendingBreakdown(ctx, spendingBreakdownInput.parse(input));
const trend = (ctx: Ctx, input: object) => spendingTrend(ctx, spendingTrendInput.parse(input));
const days = (ctx: Ctx, input: object = {}) => spendingDays(ctx, spendingDaysInput.parse(input));

/** A sub-account with the projects `render` and `train`; `stray` and the unnamed project belong to nobody. */
async function ledger(wish: { timeZone?: string; now?: () => Date } = {}) {
  const tenant = await makeTenant({ now, ...wish });
  const ctx = tenant.as.viewer;
  const cloudAccountId = await makeCloudAccount(ctx);
  const { id } = await makeSubAccount(ctx, { cloudAccountId, projects: ['render', 'train'] });
  const record = (day: string, project: string, amount: bigint, product = 'ecs') =>
    makeRecord(ctx, { cloudAccountId, day, project, amount, product });
  return { tenant, ctx, cloudAccountId, id, record };
}

async function twoMonths() {
  const world = await ledger();
  await world.record('2026-10-01', 'render', yuan(8));
  await world.record('2026-10-19', 'gone', yuan(5));
  await world.record('2026-10-31', 'render', yuan(999));
  await world.record('2026-11-01', 'render', yuan(10));
  await world.record('2026-11-01', 'render', 1n, 'tos');
  await world.record('2026-11-02', 'train', yuan(20));
  await world.record('2026-11-19', 'stray', yuan(2));
  await world.record('2026-11-19', '', yuan(4), 'ark_bd');
  return world;
}
const november = { from: '2026-11-01', to: '2026-11-20' };
const againstOctober = { compareFrom: '2026-10-01', compareTo: '2026-10-20' };

test('a breakdown sets every name beside the days before, also one that is gone', async () => {
  const { ctx } = await twoMonths();
  const found = await breakdown(ctx, { by: 'project', ...november, ...againstOctober });
  expect(found.items.map((i) => [i.id, i.amount, i.before, i.unattributed])).toEqual([
    ['train', yuan(20), 0n, 0n],
    ['render', yuan(10) + 1n, yuan(8), 0n],
    ['', yuan(4), 0n, yuan(4)],
    ['stray', yuan(2), 0n, yuan(2)],
    ['gone', 0n, yuan(5), 0n],
  ]);
  expect(found).toMatchObject({ amount: yuan(36) + 1n, before: yuan(13), rest: { count: 0, amount: 0n } });
  expect(spendingBreakdownOut.parse(found).items[1]).toMatchObject({
    amount: '10.000000001',
    before: '8.00',
  });
});

test('what is beyond the limit is one figure, so that nothing is lost', async () => {
  const { ctx } = await twoMonths();
  const found = await breakdown(ctx, { by: 'project', limit: 2, ...november, ...againstOctober });
  expect(found.items.map((i) => i.id)).toEqual(['train', 'render']);
  expect(found.rest).toEqual({ count: 3, amount: yuan(6), before: yuan(5) });
  expect(found.unattributed).toBe(yuan(6));
  expect((await breakdown(ctx, { by: 'project', limit: 2 })).rest).toMatchObject({ count: 2, before: null });
});

test('sub-accounts and cloud accounts are called by their names, spending of nobody by none', async () => {
  const { ctx, id, cloudAccountId } = await twoMonths();
  const owners = await breakdown(ctx, { by: 'subAccount' });
  expect(owners.items.map((i) => [i.id, i.name, i.amount])).toEqual([
    [id, expect.stringMatching(/^user-/), yuan(30) + 1n],
    ['', '', yuan(6)],
  ]);
  const clouds = await breakdown(ctx, { by: 'cloudAccount', project: 'render' });
  expect(clouds.items).toMatchObject([
    { id: cloudAccountId, name: expect.stringMatching(/^cloud /), amount: yuan(10) + 1n, rows: 2 },
  ]);
  const { items } = await listSpending(ctx, { groupBy: 'cloudAccount', limit: 50 });
  expect(items).toMatchObject([{ cloudAccountId, cloudAccountName: clouds.items[0]?.name }]);
});

test('one day to compare with is that day alone, and days the wrong way round are refused', async () => {
  const { ctx } = await twoMonths();
  const { before } = await breakdown(ctx, { by: 'product', compareTo: '2026-10-19' });
  expect(before).toBe(yuan(5));
  const wrong = { by: 'product', compareFrom: '2026-10-20', compareTo: '2026-10-19' };
  const refused = await breakdown(ctx, wrong).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ reason: 'day_range' });
});

test('a trend has every day, and its parts and rest add up to each day to the nano', async () => {
  const { ctx } = await twoMonths();
  const found = await trend(ctx, { by: 'project', top: 2, ...november, ...againstOctober });
  expect(found.series.map((s) => [s.id, s.amount])).toEqual([
    ['train', yuan(20)],
    ['render', yuan(10) + 1n],
  ]);
  expect(found.rest).toEqual({ count: 2, amount: yuan(6) });
  expect(found.days).toHaveLength(20);
  for (const day of found.days)
    expect(day.parts.reduce((sum, part) => sum + part, day.rest)).toBe(day.amount);
  expect(found.days[0]).toMatchObject({ amount: yuan(10) + 1n, parts: [0n, yuan(10) + 1n], before: yuan(8) });
  expect(found.days[18]).toMatchObject({ amount: yuan(6), rest: yuan(6), before: yuan(5) });
  expect(spendingTrendOut.parse(found).days[0]).toMatchObject({ day: '2026-11-01', before: '8.00' });
});

test('a longer period than the one before has no twin for its last days', async () => {
  const { ctx } = await twoMonths();
  const shorter = { compareFrom: '2026-10-01', compareTo: '2026-10-02' };
  const found = await trend(ctx, { by: 'product', ...november, ...shorter });
  expect(found.days.slice(0, 4).map((d) => d.before)).toEqual([yuan(8), 0n, null, null]);
  const alone = await trend(ctx, { by: 'product', ...november });
  expect(alone.days.every((d) => d.before === null)).toBe(true);
});

test('a trend of the unattributed by sub-account is one series without a name', async () => {
  const { ctx } = await twoMonths();
  const found = await trend(ctx, { by: 'subAccount', unattributed: true, ...november });
  expect(found.series).toMatchObject([{ id: '', name: '', amount: yuan(6) }]);
  expect(found.rest).toEqual({ count: 0, amount: 0n });
});

test('each day names its largest projects and says how many there were', async () => {
  const { ctx, record } = await twoMonths();
  await record('2026-11-19', 'render', 900_719_925_474_099_301n);
  const found = await days(ctx, { ...november, top: 2 });
  expect(found.days[18]).toMatchObject({
    amount: 900_719_925_474_099_301n + yuan(6),
    unattributed: yuan(6),
    rows: 3,
    projectCount: 3,
    projects: [
      { name: 'render', amount: 900_719_925_474_099_301n },
      { name: '', amount: yuan(4) },
    ],
  });
  expect(found.days[5]).toMatchObject({ amount: 0n, rows: 0, projects: [] });
  expect(spendingDaysOut.parse(found).days[18]?.projects[0]?.amount).toBe('900719925.474099301');
});

test('of a sub-account only what counts for it is in its days', async () => {
  const { ctx, id } = await twoMonths();
  const found = await days(ctx, { subAccountId: id, ...november });
  expect(found.days.filter((d) => d.rows > 0).map((d) => d.amount)).toEqual([yuan(10) + 1n, yuan(20)]);
});

test('this month begins and ends where the tenant’s zone says, also when clocks change', async () => {
  const lastMinuteOfOctober = () => new Date('2026-10-31T15:59:00Z');
  const shanghai = await ledger({ timeZone: 'Asia/Shanghai', now: lastMinuteOfOctober });
  expect(await days(shanghai.ctx)).toMatchObject({ from: '2026-10-01', to: '2026-10-31' });
  const later = await ledger({ timeZone: 'Asia/Shanghai', now: () => new Date('2026-10-31T16:00:00Z') });
  expect(await days(later.ctx)).toMatchObject({ from: '2026-11-01', to: '2026-11-01' });
  // Clocks go back in New York on the first of November: the day has 25 hours and is there once.
  const inNewYork = () => new Date('2026-11-03T04:30:00Z');
  const york = await ledger({ timeZone: 'America/New_York', now: inNewYork });
  await york.record('2026-11-01', 'render', 7n);
  await york.record('2026-11-02', 'render', 9n);
  const found = await trend(york.ctx, { by: 'project' });
  expect(found.days.map((d) => [d.day.toISOString().slice(0, 10), d.amount])).toEqual([
    ['2026-11-01', 7n],
    ['2026-11-02', 9n],
  ]);
});

test('nothing of it is seen from another tenant, or without the right', async () => {
  const { tenant, id } = await twoMonths();
  const other = (await makeTenant({ now })).as.owner;
  expect((await breakdown(other, { by: 'project' })).items).toEqual([]);
  expect((await days(other, { subAccountId: id })).days.every((d) => d.rows === 0)).toBe(true);
  const stranger = tenant.key('quota:read');
  await expect(breakdown(stranger, { by: 'project' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(trend(stranger, { by: 'project' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(days(stranger)).rejects.toMatchObject({ code: 'forbidden' });
});
