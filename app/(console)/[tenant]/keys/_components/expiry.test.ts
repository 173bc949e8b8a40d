import { expect, test } from 'vitest';
import { expiryMoment } from './expiry.ts';

const now = new Date('2026-11-20T08:00:00Z');

test('a span counts from now', () => {
  expect(expiryMoment({ kind: 'd30', day: '' }, now, 'Asia/Shanghai')).toEqual(
    new Date('2026-12-20T08:00:00Z'),
  );
});

test('the last day is whole in the tenant time zone', () => {
  expect(expiryMoment({ kind: 'date', day: '2026-11-30' }, now, 'Asia/Shanghai')).toEqual(
    new Date('2026-11-30T16:00:00Z'),
  );
});

test('a day that is left over from another choice does not count', () => {
  expect(expiryMoment({ kind: 'never', day: '2026-11-30' }, now, 'UTC')).toBeNull();
});

test('no day chosen yet is no moment', () => {
  expect(expiryMoment({ kind: 'date', day: '' }, now, 'UTC')).toBeNull();
});
