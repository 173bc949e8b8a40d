import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basisPoints, formatAmount, parseAmount, roundAmount } from './money.ts';

test('a formatted amount reads back as itself', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (value) => {
      expect(parseAmount(formatAmount(value))).toEqual({ ok: true, value });
    }),
  );
});

test('an amount shows at least two decimals and no trailing zeros beyond them', () => {
  expect(formatAmount(83_200_000_000n)).toBe('83.20');
  expect(formatAmount(1n)).toBe('0.000000001');
  expect(formatAmount(-5_000_000_000n)).toBe('-5.00');
});

test.each([
  ['1e30', 'amount_too_large'],
  ['1000000000.1', 'amount_too_large'],
  ['99999999999999', 'amount_too_large'],
  ['0.00000000001', 'amount_decimals'],
  ['1,000', 'amount_format'],
  ['+1', 'amount_format'],
  [' 1', 'amount_format'],
  ['NaN', 'amount_format'],
  ['', 'amount_format'],
])('%j is refused as %s', (text, fault) => {
  expect(parseAmount(text)).toEqual({ ok: false, fault });
});

test('a cloud amount of ten decimals is rounded once, half away from zero', () => {
  expect(roundAmount('0.0000000005')).toBe(1n);
  expect(roundAmount('0.0000000004')).toBe(0n);
  expect(roundAmount('-0.0000000005')).toBe(-1n);
  expect(roundAmount('12.3400000000')).toBe(12_340_000_000n);
  expect(() => roundAmount('--')).toThrow(RangeError);
});

test('basis points round down, and a quota of zero is full once anything is spent', () => {
  expect(basisPoints(49_999n, 100_000n)).toBe(4999);
  expect(basisPoints(0n, 0n)).toBe(0);
  expect(basisPoints(1n, 0n)).toBe(10_000);
});
