import { expect, test } from 'vitest';
import { amountTo, amountToRestore, nextShare } from './guide-plan.ts';

const at = (time: string | null) => time;
const money = (spent: string, fired: number[], granted = '100.00') => ({
  quota: { granted, spent, currency: 'CNY' },
  alertSteps: [50, 80, 90].map((step) => ({
    step,
    firedAt: at(fired.includes(step) ? '2026-11-20T06:00:00Z' : null),
  })),
});

test('each amount goes just past the next silent step, the last one past the quota', () => {
  expect(nextShare(money('0.00', []))).toBe(55);
  expect(nextShare(money('55.00', [50]))).toBe(85);
  expect(nextShare(money('85.00', [50, 80]))).toBe(95);
  expect(nextShare(money('95.00', [50, 80, 90]))).toBe(103);
});

test('a step that is spent past already is not spent for again', () => {
  expect(nextShare(money('86.00', [50]))).toBe(95);
});

test('a step close to the limit stays below it', () => {
  const late = { ...money('0.00', []), alertSteps: [{ step: 97, firedAt: null }] };
  expect(nextShare(late)).toBe(99);
});

test('amounts are what is missing, in whole cents and never nothing', () => {
  expect(amountTo(money('55.00', [50]), 85)).toBe('30.00');
  expect(amountTo(money('54.999999999', [50]), 55)).toBe('0.01');
  expect(amountTo(money('60.00', [50]), 55)).toBe('0.01');
});

test('a restore is given as much again, and what went past the quota', () => {
  expect(amountToRestore(money('103.00', []))).toBe('103.00');
  expect(amountToRestore(money('20.00', []))).toBe('100.00');
});
