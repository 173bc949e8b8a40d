import { expect, test } from 'vitest';
import type { SpendingPage, SpendingRow } from './spending-table.ts';
import { mergeNames, type ReadSpending, readTrend, restSeries } from './trend-data.ts';

type Known = { day: string; product: string; amount: number };

const row = (part: Partial<SpendingRow>): SpendingRow => ({
  day: null,
  cloudAccountId: null,
  project: null,
  product: null,
  subAccountId: null,
  subAccountName: null,
  source: null,
  amount: '0.00',
  currency: 'CNY',
  rows: 1,
  ...part,
});

/** A list procedure over a few records; days come one per page, so that paging is followed. */
function listOver(records: readonly Known[]): ReadSpending {
  return async ({ groupBy, product, cursor }) => {
    const left = records.filter((one) => product === undefined || one.product === product);
    const key = groupBy === 'day' ? 'day' : 'product';
    const sums = new Map<string, number>();
    for (const one of left) sums.set(one[key], (sums.get(one[key]) ?? 0) + one.amount);
    const items = [...sums].map(([name, amount]) => row({ [key]: name, amount: amount.toFixed(2) }));
    const at = Number(cursor ?? 0);
    const paged = groupBy === 'day';
    const page: SpendingPage = {
      items: paged ? items.slice(at, at + 1) : items,
      nextCursor: paged && at + 1 < items.length ? String(at + 1) : null,
      from: '',
      to: '',
      totalAmount: '0.00',
    };
    return page;
  };
}

const range = { from: '2026-11-01', to: '2026-11-03' };

test('every day of the range is there, also one without spending', async () => {
  const records = [
    { day: '2026-11-01', product: 'ecs', amount: 2 },
    { day: '2026-11-03', product: 'ark', amount: 5 },
  ];
  const trend = await readTrend(listOver(records), {}, 'product', range);
  expect(trend.points.map(({ key }) => key)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  expect(trend.points[2]?.amounts).toMatchObject({ ark: '5.00', ecs: '0.00' });
  expect(trend.series.map(({ id }) => id)).toEqual(['ark', 'ecs']);
});

test('names beyond the largest ten are one series with what they leave of the day', async () => {
  const records = Array.from({ length: 12 }, (_, index) => ({
    day: '2026-11-01',
    product: `p${index}`,
    amount: 20 - index,
  }));
  const trend = await readTrend(listOver(records), {}, 'product', range);
  expect(trend.rest).toBe(2);
  expect(trend.series.map(({ id }) => id)).toContain(restSeries);
  expect(trend.points[0]?.amounts[restSeries]).toBe('19.00');
});

test('a rest that is too large to be folded away stands alone; a smaller one brings its names', async () => {
  const days = (amounts: readonly number[]) =>
    amounts.map((amount, index) => ({ day: '2026-11-01', product: `p${index}`, amount }));
  const even = await readTrend(listOver(days(Array.from({ length: 13 }, () => 5))), {}, 'product', range);
  expect(even.series).toHaveLength(11);
  const steep = [90, 80, 70, 60, 50, 40, 5, 5, 5, 5, 1, 1, 1];
  const falling = await readTrend(listOver(days(steep)), {}, 'product', range);
  expect(falling.series).toHaveLength(13);
});

test('a project that counted for two sub-accounts is one name', () => {
  const rows = [
    row({ project: 'a', subAccountId: 'sub_1', amount: '1.00' }),
    row({ project: 'b', amount: '2.50' }),
    row({ project: 'a', amount: '2.00' }),
  ];
  expect(mergeNames(rows, 'project').map(({ id, amount }) => [id, amount])).toEqual([
    ['a', '3.00'],
    ['b', '2.50'],
  ]);
});
