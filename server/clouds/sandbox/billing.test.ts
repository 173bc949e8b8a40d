import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatAmount, parseAmount } from './amount.ts';
import { sandboxControl } from './control.ts';
import { addDays, monthOf } from './days.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { type Reply, signedCaller } from './signed-caller.ts';

type Row = Record<string, string>;

let sandbox: RunningSandbox;
let root: ReturnType<typeof signedCaller>;
let control: ReturnType<typeof sandboxControl>;
let today: string;

beforeEach(async () => {
  sandbox = await startSandbox({ throttle: false });
  root = signedCaller(sandbox.url, sandbox.root);
  control = sandboxControl(sandbox.url);
  today = (await control.config({ frozen: true })).clock.today;
  await control.createProject({ name: 'p1', displayName: '项目一' });
  await control.createProject({ name: 'p2' });
});
afterEach(() => sandbox.close());

const bill = (action: string, params: object): Promise<Reply> =>
  root('billing', action, { GroupPeriod: 1, Limit: 300, NeedRecordNum: 1, ...params }, { post: true });

async function rowsOf(day: string, action = 'ListBillDetail', params: object = {}): Promise<Row[]> {
  const reply = await bill(action, { BillPeriod: monthOf(day), ExpenseDate: day, ...params });
  expect(reply.code).toBeNull();
  return reply.result.List as Row[];
}

const sum = (rows: Row[]): string =>
  formatAmount(rows.reduce((total, row) => total + parseAmount(row.PayableAmount ?? ''), 0n));

const projectsOf = (rows: Row[]): string[] => [...new Set(rows.map((row) => row.Project ?? ''))];

describe('bills', () => {
  test('spending is split into billing items that add up to it exactly', async () => {
    await control.spend({ project: 'p1', product: 'ark_bd', amount: '1.2345678901' });
    for (const action of ['ListBillDetail', 'ListSplitBillDetail']) {
      const rows = await rowsOf(today, action);
      expect(rows.length).toBe(2);
      expect(sum(rows)).toBe('1.2345678901');
      expect(rows[0]).toMatchObject({
        Project: 'p1',
        ProjectDisplayName: '项目一',
        Product: 'ark_bd',
        ExpenseDate: today,
        Currency: 'CNY',
        OwnerID: sandbox.root.accountId,
      });
    }
    expect((await rowsOf(today, 'ListSplitBillDetail'))[0]).toHaveProperty('CouponDeductionAmount', '0');
  });

  test('pages cover every row once, and the total is told only when asked for', async () => {
    await control.bulk({ projects: 3, rows: 705, days: [today] });
    const period = { BillPeriod: monthOf(today), ExpenseDate: today };
    const seen = new Set<string>();
    for (const Offset of [0, 300, 600]) {
      const { result } = await bill('ListSplitBillDetail', { ...period, Offset });
      expect(result.Total).toBe(705);
      for (const row of result.List as Row[]) seen.add(row.InstanceNo ?? '');
    }
    expect(seen.size).toBe(705);
    expect((await bill('ListSplitBillDetail', { ...period, NeedRecordNum: 0 })).result.Total).toBe(-1);
    const refused = await Promise.all([
      bill('ListBillDetail', { ...period, Limit: 301 }),
      bill('ListBillDetail', { ...period, Limit: 0 }),
    ]);
    expect(refused.map((reply) => reply.code)).toEqual(['InvalidParameter', 'InvalidParameter']);
  });

  test('grouping merges items, instances and days without losing money', async () => {
    const earlier = today.endsWith('-01') ? today : addDays(today, -1);
    await control.spend({ project: 'p1', product: 'ecs', amount: '10', day: earlier, instance: 'i-1' });
    await control.spend({ project: 'p1', product: 'ecs', amount: '5', day: today, instance: 'i-1' });
    await control.spend({ project: 'p2', product: 'ecs', amount: '7', day: today, instance: 'i-2' });
    const count = async (params: object) => {
      const rows = (await bill('ListBillDetail', { BillPeriod: monthOf(today), ...params })).result
        .List as Row[];
      expect(sum(rows)).toBe('22');
      return rows.length;
    };
    const days = earlier === today ? 1 : 2;
    expect(await count({ GroupTerm: 0 })).toBe(days === 2 ? 6 : 4);
    expect(await count({ GroupTerm: 1 })).toBe(days === 2 ? 3 : 2);
    expect(await count({ GroupTerm: 1, GroupPeriod: 0 })).toBe(2);
    expect(await count({ GroupTerm: 3, GroupPeriod: 0 })).toBe(1);
    const { result } = await bill('ListBillOverviewByProd', { BillPeriod: monthOf(today) });
    expect(result.List).toMatchObject([{ Product: 'ecs', PayableAmount: '22' }]);
  });

  test('zero rows can be left out, and filters choose projects and products', async () => {
    await control.spend({ project: 'p1', product: 'tos', amount: '0' });
    await control.spend({ project: 'p2', product: 'ark_bd', amount: '3' });
    expect((await rowsOf(today)).length).toBe(4);
    expect((await rowsOf(today, 'ListBillDetail', { IgnoreZero: 1 })).length).toBe(2);
    expect(projectsOf(await rowsOf(today, 'ListBillDetail', { Project: ['p1'] }))).toEqual(['p1']);
    expect(projectsOf(await rowsOf(today, 'ListBillDetail', { Product: ['ark_bd'] }))).toEqual(['p2']);
  });

  test('the early bill may not name projects while the split bill does', async () => {
    await control.bulk({ projects: 2, rows: 400, days: [today] });
    await control.config({ unattributedShare: 0.25 });
    const [early, late] = [await rowsOf(today), await rowsOf(today, 'ListSplitBillDetail')];
    const nameless = early.filter((row) => row.Project === '-').length;
    expect(nameless).toBeGreaterThan(30);
    expect(nameless).toBeLessThan(130);
    expect(late.filter((row) => row.Project === '-')).toEqual([]);
  });

  test('a lag hides what was spent lately, and corrections of past days show at once', async () => {
    await control.config({ detailLagMinutes: 90, splitLagHours: 48 });
    await control.spend({ project: 'p1', product: 'ark_bd', amount: '8' });
    expect(await rowsOf(today)).toEqual([]);
    await control.advance({ hours: 2 });
    expect(sum(await rowsOf(today))).toBe('8');
    expect(await rowsOf(today, 'ListSplitBillDetail')).toEqual([]);
    await control.spend({ project: 'p1', product: 'ark_bd', amount: '-0.5', day: today, correction: true });
    expect(sum(await rowsOf(today, 'ListSplitBillDetail'))).toBe('-0.5');
    await control.advance({ hours: 47 });
    expect(sum(await rowsOf(today, 'ListSplitBillDetail'))).toBe('7.5');
  });

  test('days of another month, future days and months too long ago are refused or empty', async () => {
    const wrong = await bill('ListBillDetail', { BillPeriod: '2026-01', ExpenseDate: '2026-02-01' });
    expect(wrong.code).toBe('InvalidParameter');
    expect((await bill('ListBillDetail', { BillPeriod: '2019-01' })).code).toBe('InvalidParameter');
    expect((await bill('ListBillDetail', { BillPeriod: '2026-13' })).code).toBe('InvalidParameter');
    await expect(
      control.spend({ project: 'p1', product: 'tos', amount: '1', day: addDays(today, 1) }),
    ).rejects.toThrow('in the future');
    expect(await rowsOf(addDays(today, 1))).toEqual([]);
  });

  test('the balance falls by what is spent', async () => {
    await control.config({ balance: '100' });
    await control.spend({ project: 'p1', product: 'ark_bd', amount: '30.255' });
    const { result } = await root('billing', 'QueryBalanceAcct', {}, { post: true });
    expect(result).toMatchObject({ AvailableBalance: '69.74', AccountID: Number(sandbox.root.accountId) });
  });
});

describe('the flow limit', () => {
  test('lets five billing calls through at once, per account, and limits nothing else', async () => {
    await control.config({ throttle: true });
    const other = signedCaller(sandbox.url, await control.createAccount());
    const balance = (call: typeof root) => call('billing', 'QueryBalanceAcct', {}, { post: true });
    const replies = await Promise.all(Array.from({ length: 25 }, () => balance(root)));
    const passed = replies.filter((reply) => reply.status === 200).length;
    expect(passed).toBeGreaterThanOrEqual(5);
    expect(passed).toBeLessThan(15);
    const refused = replies.find((reply) => reply.status === 429);
    expect([refused?.code, refused?.codeN]).toEqual(['FlowLimitExceeded', 100018]);
    expect((await balance(other)).status).toBe(200);
    expect((await root('iam', 'ListUsers')).status).toBe(200);
  });
});

describe('the demo company', () => {
  test('has months of history and goes on spending', async () => {
    await control.demo();
    await expect(control.demo()).rejects.toThrow('already there');
    const past = await control.totals({ month: monthOf(addDays(today, -60)) });
    expect(past.totals.length).toBeGreaterThan(20);
    const lastMonth = await bill('ListBillDetail', { BillPeriod: monthOf(addDays(today, -60)) });
    expect(projectsOf(lastMonth.result.List as Row[])).toContain('-');
    const before = await control.totals({ month: monthOf(today), day: today });
    const total = ({ totals }: typeof before) =>
      totals.reduce((all, one) => all + parseAmount(one.amount), 0n);
    await control.advance({ minutes: 1 });
    const { today: later } = (await control.health()).clock;
    const after = await control.totals({ month: monthOf(later), day: later });
    expect(total(after)).not.toBe(total(before));
  });
});
