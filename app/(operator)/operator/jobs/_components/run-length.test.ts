import { expect, test } from 'vitest';
import { runLength } from './run-length.ts';

test.each([
  [0, '0ms'],
  [37.6, '38ms'],
  [1_440, '1.4s'],
  [42_000, '42s'],
  [60_000, '1m'],
  [125_900, '2m 5s'],
  [3_600_000, '1h'],
  [90_000_000, '1d 1h'],
  [-5, '0ms'],
])('%d ms is %s', (ms, text) => {
  expect(runLength('en', ms)).toBe(text);
});

test('units are those of the language', () => {
  expect(runLength('zh-CN', 125_900)).toBe('2 分钟 5 秒');
});
