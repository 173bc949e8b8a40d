import { expect, it } from 'vitest';
import { pile, reach } from './stack.ts';

it('piles amounts in order and leaves out what is nothing', () => {
  expect(pile(['2.00', '0.00', '3.50'])).toEqual([
    { series: 0, low: 0, high: 2 },
    { series: 2, low: 2, high: 5.5 },
  ]);
});

it('hangs a refund below zero and piles the rest as if it were not there', () => {
  expect(pile(['2.00', '-1.00', '3.00', '-0.50'])).toEqual([
    { series: 0, low: 0, high: 2 },
    { series: 1, low: -1, high: 0 },
    { series: 2, low: 2, high: 5 },
    { series: 3, low: -1.5, high: -1 },
  ]);
});

it('reaches over all bars and what is drawn beside them', () => {
  const piles = [pile(['2.00']), pile(['-1.00', '4.00'])];
  expect(reach(piles)).toEqual([-1, 4]);
  expect(reach(piles, [9, -3])).toEqual([-3, 9]);
  expect(reach([])).toEqual([0, 0]);
});
