import { expect, test } from 'vitest';
import { compareMonths } from './month-compare.ts';

const days = [
  { day: '2026-10-01', amount: '1.00' },
  { day: '2026-10-02', amount: '2.50' },
  { day: '2026-11-01', amount: '4.00' },
];

test('the same days of two months lie over each other, by day and added up', () => {
  const [first, second] = compareMonths(days, '2026-11', '2026-11-02');
  expect(first).toMatchObject({ now: '4.00', before: '1.00', nowSum: '4.00', beforeSum: '1.00' });
  expect(second).toMatchObject({ now: '0.00', before: '2.50', nowSum: '4.00', beforeSum: '3.50' });
});

test('days that are still to come have no amount this month', () => {
  const third = compareMonths(days, '2026-11', '2026-11-02')[2];
  expect(third).toMatchObject({ now: null, nowSum: null, before: '0.00', beforeSum: '3.50' });
});

test('the longer month decides how many days are drawn', () => {
  expect(compareMonths(days, '2026-11', '2026-11-30')).toHaveLength(31);
  expect(compareMonths([], '2026-03', '2026-03-31').at(-1)).toMatchObject({
    day: 31,
    lastDay: null,
    before: null,
  });
});
