import { expect, test } from 'vitest';
import { parseTime } from './fields.ts';

test.each([
  ['20260301T080910Z', '2026-03-01T08:09:10.000Z'],
  ['2026-03-01T08:09:10Z', '2026-03-01T08:09:10.000Z'],
  ['2026-03-01T16:09:10+08:00', '2026-03-01T08:09:10.000Z'],
  ['2026-03-01 16:09:10', '2026-03-01T08:09:10.000Z'],
])('%s is a moment', (sent, meant) => {
  expect(parseTime(sent)?.toISOString()).toBe(meant);
});

test.each(['', '-', '19700101T000000Z', '00010101T000000Z', 'yesterday'])('%j is no moment', (sent) => {
  expect(parseTime(sent)).toBeNull();
});
