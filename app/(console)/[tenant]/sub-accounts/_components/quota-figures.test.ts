import { describe, expect, test } from 'vitest';
import { isUsedUp, largestDeduction, previewAllocation } from './quota-figures.ts';

const quota = { granted: '100.00', spent: '83.20', currency: 'CNY' };

describe('the largest deduction', () => {
  test('is what is left', () => {
    expect(largestDeduction(quota)).toBe('16.80');
  });

  test('is nothing once more was spent than granted, and without a quota', () => {
    expect(largestDeduction({ ...quota, spent: '120.00' })).toBe('0.00');
    expect(largestDeduction(null)).toBe('0.00');
  });

  test('is the whole quota where refunds outweigh what was spent', () => {
    expect(largestDeduction({ ...quota, spent: '-5.00' })).toBe('100.00');
  });
});

describe('the preview of an allocation', () => {
  test('adds and subtracts exactly', () => {
    expect(previewAllocation(quota, '0.000000001', 'allocate')?.after).toBe('100.000000001');
    expect(previewAllocation(quota, '16.80', 'deduct')).toMatchObject({ after: '83.20', beyond: false });
  });

  test('says when a deduction goes below what is spent', () => {
    expect(previewAllocation(quota, '16.81', 'deduct')?.beyond).toBe(true);
  });

  test('is none for what is no amount above zero', () => {
    for (const text of ['', 'abc', '0', '-1', '1e3']) {
      expect(previewAllocation(quota, text, 'allocate')).toBeNull();
    }
  });

  test('says when the limit is cleared', () => {
    const used = { ...quota, spent: '100.00' };
    expect(previewAllocation(used, '0.01', 'allocate')?.clears).toBe(true);
    expect(previewAllocation(quota, '50', 'allocate')?.clears).toBe(false);
  });
});

test('a quota is used up at its last nano, not before', () => {
  expect(isUsedUp('100.00', '100.00')).toBe(true);
  expect(isUsedUp('99.999999999', '100.00')).toBe(false);
});
