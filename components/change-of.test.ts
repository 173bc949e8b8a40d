import { expect, test } from 'vitest';
import { changeOf } from './change-of.ts';

test('half as much again is fifty percent up, half as much is fifty percent down', () => {
  expect(changeOf('150.00', '100.00')).toBe(5_000);
  expect(changeOf('50.00', '100.00')).toBe(-5_000);
});

test('there is no change against nothing', () => {
  expect(changeOf('12.00', '0.00')).toBeNull();
  expect(changeOf('12.00', '-3.00')).toBeNull();
});

test('a change beyond what can be read stops at a hundredfold', () => {
  expect(changeOf('1000000.00', '0.01')).toBe(1_000_000);
});
