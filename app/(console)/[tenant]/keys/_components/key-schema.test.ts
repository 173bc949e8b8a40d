import { expect, test } from 'vitest';
import { expiryOf } from './expiry.ts';
import { limitsForm } from './key-schema.ts';

const empty = { perMinute: '', perMonth: '', addresses: '' };

test('empty fields are no limits', () => {
  expect(limitsForm.parse(empty)).toEqual({ perMinute: null, perMonth: null, addresses: [] });
});

test('numbers are read as people write them, addresses however they are separated', () => {
  expect(
    limitsForm.parse({
      perMinute: ' 600 ',
      perMonth: '1,000,000',
      addresses: '203.0.113.7/24, 2001:DB8::1\n\n203.0.113.0/24;::ffff:192.0.2.1',
    }),
  ).toEqual({
    perMinute: 600,
    perMonth: 1_000_000,
    addresses: ['203.0.113.0/24', '2001:db8::1', '192.0.2.1'],
  });
});

test.each([
  ['perMinute', '0', 'limit_range'],
  ['perMinute', 'many', 'limit_range'],
  ['perMonth', '1.5', 'limit_range'],
  ['perMonth', '-3', 'limit_range'],
  ['addresses', '203.0.113.0/24 10.0.0.0/33', 'address_range'],
  ['addresses', Array.from({ length: 51 }, (_, n) => `203.0.113.${n}`).join(' '), 'address_ranges_many'],
])('%s is not %s', (field, text, reason) => {
  const { error } = limitsForm.safeParse({ ...empty, [field]: text });
  expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, reason]]);
});

test('the last day of a key that expires at the end of a day is that day', () => {
  expect(expiryOf('2026-12-30T16:00:00.000Z', 'Asia/Shanghai')).toEqual({ kind: 'date', day: '2026-12-30' });
  expect(expiryOf(null, 'Asia/Shanghai')).toEqual({ kind: 'never', day: '' });
});
