import { expect, test } from 'vitest';
import { grade, gradeDisk, worst } from './policy.ts';

const GB = 1024 ** 3;

test('the whole is as well as its worst part', () => {
  expect(worst([])).toBe('ok');
  expect(worst(['ok', 'degraded', 'ok'])).toBe('degraded');
  expect(worst(['down', 'degraded'])).toBe('down');
});

test('a figure is graded at its thresholds', () => {
  const limits = { degraded: 60, down: 900 };
  expect([59, 60, 899, 900].map((value) => grade(value, limits))).toEqual([
    'ok',
    'degraded',
    'degraded',
    'down',
  ]);
});

test.each([
  [50, 100, 'ok'],
  [4.9, 100, 'degraded'],
  [1.9, 100, 'down'],
  [1.5, 10, 'ok'],
  [0.9, 10, 'degraded'],
  [0.15, 10, 'down'],
  [0, 0, 'down'],
])('%d GB free of %d GB is %s', (free, total, state) => {
  expect(gradeDisk(free * GB, total * GB)).toBe(state);
});
