import { expect, test } from 'vitest';
import { type AddressRange, inRanges, placeOf, rangeText, readRange } from './address-ranges.ts';

const ranges = (...texts: string[]) =>
  texts.map(readRange).filter((range): range is AddressRange => range !== null);

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7/24', '192.0.2.0/24'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8::1', '2001:db8::1'],
  ['2001:db8:1::/32', '2001:db8::/32'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.0/120', '192.0.2.0/24'],
])('%s is kept as %s', (given, kept) => {
  const [range] = ranges(given);
  expect(range && rangeText(range)).toBe(kept);
});

test.each([
  '',
  'localhost',
  '10.0.0',
  '010.0.0.1',
  '0x0a000001',
  '167772161',
  '192.0.2.0/33',
  '192.0.2.0/-1',
  '192.0.2.0/',
  '192.0.2.0/024',
  '192.0.2.0/24/8',
  '192.0.2.256',
  '2001:db8::/129',
  '2001:db8:::1',
  'fe80::1%eth0',
  '::ffff:0:0/95',
  '192.0.2.1 ',
])('%j is no range', (text) => {
  expect(readRange(text)).toBeNull();
});

test('an address lies in its own family alone, and an IPv4 address in IPv6 clothes is the same one', () => {
  const some = ranges('192.0.2.0/24', '2001:db8::/32');
  for (const address of [
    '192.0.2.0',
    '192.0.2.255',
    '::ffff:192.0.2.9',
    '::FFFF:c000:0209',
    '2001:db8:ffff::1',
  ])
    expect([address, inRanges(address, some)]).toEqual([address, true]);
  for (const address of [
    '192.0.3.0',
    '2001:db9::',
    '::192.0.2.9',
    '::ffff:192.0.3.1',
    '',
    'unknown',
    '192.0.2.9:80',
  ])
    expect([address, inRanges(address, some)]).toEqual([address, false]);
});

test('all of IPv4 is none of IPv6', () => {
  expect(inRanges('2001:db8::1', ranges('0.0.0.0/0'))).toBe(false);
  expect(inRanges('192.0.2.1', ranges('::/0'))).toBe(false);
});

test('a caller who changes the last half of an IPv6 address stays in one place', () => {
  expect(placeOf('2001:db8::1:2:3:4')).toBe(placeOf('2001:db8::9:9:9:9'));
  expect(placeOf('192.0.2.1')).toBe('192.0.2.1');
});
