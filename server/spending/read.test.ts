// Reading spending: lists, groups, pages, the summary and a sub-account's share, from records written by hand.
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { allocateQuota } from '#server/quotas/service.ts';
import { makeCloudAccount, makeRecord, makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { makeTenant } from '#tests/factories.ts';
import {
  type ListSpendingInput,
  listSpendingInput,
  spendingPage,
  spendingSummaryOut,
  subAccountSpendingOut,
} from './schema.ts';
import { listSpending } from './service/list.ts';
import { subAccountSpending } from './service/sub-account.ts';
import { spendingSummary } from './service/summary.ts';

const now = () => new Date('2026-11-20T04:00:00Z');
const list = (ctx: Ctx, input: Partial<ListSpendingInput> = {}) =>
  listSpending(ctx, listSpendingInput.parse(input));

/** One account, a sub-account with two projects, and spending over two months; `default` and `stray` belong to nobody. */
async function ledger() {
  const tenant = await makeTenant({ now });
  const ctx = tenant.as.viewer;
  const cloudAccountId = await makeCloudAccount(ctx, { checkedAt: new Date('2026-11-20T03:00:00Z') });
  const { id } = await makeSubAccount(ctx, { cloudAccountId, projects: ['render', 'train'] });
  const record = (day: string, project: string, amount: number, product = 'ecs') =>
    makeRecord(ctx, { cloudAccountId, day, project, amount: yuan(amount), product });
  await record('2026-10-31', 'render', 7);
  await record('2026-11-01', 'render', 10);
  await record('2026-11-01', 'render', 5, 'tos');
  await record('2026-11-01', 'train', 20);
  await record('2026-11-19', 'train', 1);
  await record('2026-11-19', 'default', 3);
  await record('2026-11-19', 'stray', 2);
  await record('2026-11-20', '', 4, 'ark_bd');
  return { tenant, ctx, cloudAccountId, id };
}

test('records come newest first with their owner, this month unless told', async () => {
  const { ctx, id } = await ledger();
  const page = await list(ctx);
  expect(page).toMatchObject({
    from: '2026-11-01',
    to: '2026-11-20',
    totalAmount: yuan(45),
    nextCursor: null,
  });
  expect(
    page.items.map((r) => [r.day?.toISOString().slice(5, 10), r.project, r.amount, r.subAccountId]),
  ).toEqual([
    ['11-20', '', yuan(4), null],
    ['11-19', 'default', yuan(3), null],
    ['11-19', 'stray', yuan(2), null],
    ['11-19', 'train', yuan(1), id],
    ['11-01', 'render', yuan(10), id],
    ['11-01', 'render', yuan(5), id],
    ['11-01', 'train', yuan(20), id],
  ]);
  expect(spendingPage.parse(page).items[0]).toMatchObject({
    day: '2026-11-20',
    amount: '4.00',
    currency: 'CNY',
  });
});

test('groups are added up, days newest first and the others largest first', async () => {
  const { ctx, id } = await ledger();
  const groups = async (groupBy: ListSpendingInput['groupBy']) => (await list(ctx, { groupBy })).items;
  expect((await groups('day')).map((g) => g.amount)).toEqual([yuan(4), yuan(6), yuan(35)]);
  expect((await groups('project')).map((g) => [g.project, g.amount])).toEqual([
    ['train', yuan(21)],
    ['render', yuan(15)],
    ['', yuan(4)],
    ['default', yuan(3)],
    ['stray', yuan(2)],
  ]);
  expect((await groups('product')).map((g) => [g.product, g.amount])).toEqual([
    ['ecs', yuan(36)],
    ['tos', yuan(5)],
    ['ark_bd', yuan(4)],
  ]);
  expect((await groups('subAccount')).map((g) => [g.subAccountId, g.amount])).toEqual([
    [id, yuan(36)],
    [null, yuan(9)],
  ]);
});

test.each(['record', 'day', 'project', 'product', 'subAccount', 'cloudAccount'] as const)(
  'pages of %s neither lose nor repeat a row',
  async (groupBy) => {
    const { ctx } = await ledger();
    const whole = (await list(ctx, { groupBy })).items;
    const paged: typeof whole = [];
    let cursor: string | undefined;
    do {
      const page = await list(ctx, { groupBy, limit: 2, ...(cursor && { cursor }) });
      paged.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(whole);
  },
);

test('filters narrow the list and its total alike', async () => {
  const { ctx, id, cloudAccountId } = await ledger();
  const total = async (input: Partial<ListSpendingInput>) => (await list(ctx, input)).totalAmount;
  expect(await total({ subAccountId: id })).toBe(yuan(36));
  expect(await total({ unattributed: true })).toBe(yuan(9));
  expect(await total({ project: '' })).toBe(yuan(4));
  expect(await total({ product: 'tos' })).toBe(yuan(5));
  expect(await total({ cloudAccountId, from: '2026-10-01', to: '2026-10-31' })).toBe(yuan(7));
  expect(await total({ project: "render' or true --" })).toBe(0n);
});

test('a cursor of another list and days the wrong way round are refused', async () => {
  const { ctx } = await ledger();
  const reason = async (input: Partial<ListSpendingInput>) => {
    try {
      await list(ctx, input);
    } catch (error) {
      if (error instanceof AppError) return error.reason;
      throw error;
    }
    return 'done';
  };
  expect(await reason({ cursor: 'WzFd' })).toBe('cursor_invalid');
  expect(await reason({ cursor: 'WyJub3QgYSBkYXkiLCJ4Il0' })).toBe('cursor_invalid');
  expect(await reason({ groupBy: 'project', cursor: 'WyJub3QgYSBkYXkiLCJ4Il0' })).toBe('cursor_invalid');
  expect(await reason({ from: '2026-11-05', to: '2026-11-04' })).toBe('day_range');
});

test('the summary sets this month beside the last and shows what belongs to nobody', async () => {
  const { ctx, id, cloudAccountId } = await ledger();
  const summary = await spendingSummary(ctx, {});
  expect(summary).toMatchObject({
    month: '2026-11',
    thisMonth: yuan(45),
    lastMonth: yuan(7),
    lastMonthToDate: 0n,
  });
  expect(summary.unattributed).toEqual({
    total: yuan(9),
    unnamed: yuan(4),
    default: yuan(3),
    unmanaged: yuan(2),
  });
  expect(summary.byDay).toHaveLength(51);
  expect(summary.byDay.at(-2)).toMatchObject({ amount: yuan(6), unattributed: yuan(5) });
  expect(summary.byProduct.map((p) => p.name)).toEqual(['ecs', 'tos', 'ark_bd']);
  expect(summary.byProject[0]).toMatchObject({ name: 'train', amount: yuan(21), subAccountId: id });
  expect(summary.cloudAccounts).toMatchObject([
    {
      cloudAccountId,
      thisMonth: yuan(45),
      freshness: { source: 'detail', lagHours: 84 },
      runningCheckId: null,
    },
  ]);
  expect(spendingSummaryOut.parse(summary).thisMonth).toBe('45.00');
});

test("a sub-account's spending adds up day by day, from everything before", async () => {
  const { tenant, id, ctx } = await ledger();
  await allocateQuota(tenant.as.admin, { subAccountId: id, amount: yuan(100), reason: 'test' });
  const spending = await subAccountSpending(ctx, { subAccountId: id });
  expect(spending).toMatchObject({
    from: '2026-11-01',
    to: '2026-11-20',
    total: yuan(36),
    allTime: yuan(43),
  });
  expect(spending.byDay.map((d) => d.cumulative).filter((c, i, all) => c !== all[i - 1])).toEqual([
    yuan(42),
    yuan(43),
  ]);
  expect(spending.byProject).toMatchObject([
    { project: 'train', amount: yuan(21), monitored: true, removed: false },
    { project: 'render', amount: yuan(15) },
  ]);
  expect(spending.byProduct).toEqual([
    { name: 'ecs', amount: yuan(31) },
    { name: 'tos', amount: yuan(5) },
  ]);
  expect(spending.epochs).toMatchObject([{ granted: yuan(100) }]);
  expect(subAccountSpendingOut.parse(spending).byDay[0]).toEqual({
    day: '2026-11-01',
    amount: '35.00',
    cumulative: '42.00',
  });
});

test('a project that is not monitored is shown, and does not count', async () => {
  const { tenant, id, ctx } = await ledger();
  await tenantTransaction(ctx, (db) =>
    db.subAccountProject.updateMany({
      where: { tenantId: tenant.tenant.id, projectName: 'train' },
      data: { monitored: false },
    }),
  );
  const spending = await subAccountSpending(ctx, { subAccountId: id });
  expect(spending.total).toBe(yuan(15));
  expect(spending.byProject).toMatchObject([
    { project: 'train', amount: yuan(21), monitored: false },
    { project: 'render' },
  ]);
  expect((await list(ctx, { unattributed: true })).totalAmount).toBe(yuan(30));
});

test('nothing of it is seen from another tenant, or without the right', async () => {
  const { id, tenant } = await ledger();
  const other = await makeTenant({ now });
  expect((await list(other.as.owner)).items).toEqual([]);
  expect((await spendingSummary(other.as.owner, {})).thisMonth).toBe(0n);
  await expect(subAccountSpending(other.as.owner, { subAccountId: id })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(list(tenant.key('quota:read'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(spendingSummary(tenant.key('quota:read'), {})).rejects.toMatchObject({ code: 'forbidden' });
  expect((await list(tenant.key('spending:read'))).items).toHaveLength(7);
});
