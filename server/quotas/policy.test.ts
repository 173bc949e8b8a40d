import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { MAX_AMOUNT } from '#lib/money.ts';
import {
  burnRate,
  burnWindow,
  decideAllocation,
  effectiveSteps,
  forecast,
  freshness,
  severityOf,
} from './policy.ts';
import { allocateQuotaInput } from './schema.ts';

const quota = (granted: bigint, spent: bigint, reserved = 0n) => ({ granted, spent, reserved });

function refusal(run: () => unknown): Pick<AppError, 'reason' | 'params'> {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('it was not refused');
}

test('a deduction may leave exactly what is spent and held, and not less', () => {
  const open = quota(100n, 60n, 10n);
  expect(decideAllocation(open, -30n, 'CNY').granted).toBe(70n);
  const refused = refusal(() => decideAllocation(open, -31n, 'CNY'));
  expect(refused).toMatchObject({
    reason: 'deduction_too_large',
    params: { spent: '0.00000007', max: '0.00000003' },
  });
});

test('where nothing was granted, or more was spent, nothing can be deducted', () => {
  expect(refusal(() => decideAllocation(null, -1n, 'CNY')).params.max).toBe('0.00');
  expect(refusal(() => decideAllocation(quota(100n, 120n), -1n, 'CNY')).params.max).toBe('0.00');
});

test('refunds do not let a quota go below zero', () => {
  expect(decideAllocation(quota(100n, -5n), -100n, 'CNY').granted).toBe(0n);
  expect(refusal(() => decideAllocation(quota(100n, -5n), -101n, 'CNY')).params.max).toBe('0.0000001');
});

test('a quota stays within every bound', () => {
  expect(decideAllocation(quota(MAX_AMOUNT - 1n, 0n), 1n, 'CNY').granted).toBe(MAX_AMOUNT);
  expect(refusal(() => decideAllocation(quota(MAX_AMOUNT, 0n), 1n, 'CNY')).reason).toBe('quota_too_large');
});

test('an allocation arms what lies above the present share, a deduction also what it reaches itself', () => {
  expect(decideAllocation(quota(100n, 85n), 20n, 'CNY')).toMatchObject({ armedAbove: 7_083, clears: false });
  expect(decideAllocation(quota(100n, 40n), -40n, 'CNY')).toMatchObject({ armedAbove: 4_000 });
  expect(decideAllocation(null, 100n, 'CNY')).toMatchObject({ armedAbove: 0, clears: false });
});

test('only an allocation that brings a full quota below the limit clears it', () => {
  expect(decideAllocation(quota(100n, 120n), 20n, 'CNY').clears).toBe(false);
  expect(decideAllocation(quota(100n, 120n), 21n, 'CNY').clears).toBe(true);
  expect(decideAllocation(quota(0n, 5n), 6n, 'CNY').clears).toBe(true);
});

test("a sub-account's own steps replace the tenant's, and the limit always is one", () => {
  expect(effectiveSteps([], [50, 80, 90])).toEqual([50, 80, 90, 100]);
  expect(effectiveSteps([25], [50, 80, 90])).toEqual([25, 100]);
  expect([50, 80, 100].map(severityOf)).toEqual(['info', 'warning', 'critical']);
});

test('the burn rate looks at the last seven complete days, or at fewer when it counts for less', () => {
  expect(burnWindow('2026-11-20', '2026-01-01')).toEqual({ from: '2026-11-13', through: '2026-11-19' });
  expect(burnWindow('2026-11-20', '2026-11-18')).toEqual({ from: '2026-11-18', through: '2026-11-19' });
  expect(burnWindow('2026-11-20', '2026-11-20')).toBeNull();
  expect(burnWindow('2026-11-20', null)).toBeNull();
  const window = { from: '2026-11-16', through: '2026-11-19' };
  const burn = burnRate(
    window,
    new Map([
      ['2026-11-16', 10n],
      ['2026-11-19', 30n],
    ]),
  );
  expect(burn).toMatchObject({ perDay: 10n, deviation: 10n, days: 4 });
});

test('a forecast says when the quota runs out, with a range, and what the late bill will hide', () => {
  const readAt = new Date('2026-11-20T00:00:00Z');
  const reading = { readAt, now: new Date('2026-11-20T01:00:00Z'), lagHours: 24 };
  const burn = { perDay: 10n, deviation: 5n };
  expect(forecast({ granted: 100n, spent: 70n }, burn, reading)).toEqual({
    runsOutAt: new Date('2026-11-23T00:00:00Z'),
    earliest: new Date('2026-11-22T00:00:00Z'),
    latest: new Date('2026-11-26T00:00:00Z'),
    expectedOverrun: 10n,
    overrunHours: 24,
  });
  expect(
    forecast({ granted: 100n, spent: 70n }, { perDay: 10n, deviation: 10n }, reading)?.latest,
  ).toBeNull();
  expect(forecast({ granted: 100n, spent: 100n }, burn, reading)?.runsOutAt).toEqual(reading.now);
  expect(forecast({ granted: 100n, spent: 70n }, { perDay: 0n, deviation: 0n }, reading)).toBeNull();
});

test('spending is complete through what the split bill covers, or through what any bill had covered when read', () => {
  const cloud = { billTimeZone: 'Asia/Shanghai', costLagHours: [24, 60] as const };
  const checkedAt = new Date('2026-11-20T04:00:00Z');
  const now = new Date('2026-11-20T05:00:00Z');
  expect(freshness({ checkedAt: null, splitThrough: null }, cloud, now)).toMatchObject({
    source: null,
    lagHours: null,
  });
  expect(freshness({ checkedAt, splitThrough: new Date('2026-11-18') }, cloud, now)).toEqual({
    source: 'split',
    completeThrough: new Date('2026-11-18T16:00:00Z'),
    lagHours: 37,
    checkedAt,
  });
  expect(freshness({ checkedAt, splitThrough: null }, cloud, now)).toMatchObject({
    source: 'detail',
    completeThrough: new Date('2026-11-17T16:00:00Z'),
  });
  expect(freshness({ checkedAt, splitThrough: new Date('2026-11-20') }, cloud, now).completeThrough).toEqual(
    checkedAt,
  );
});

test('an allocation of nothing, or of more decimals than there are, is refused by name', () => {
  const reasons = (amount: string) =>
    allocateQuotaInput
      .safeParse({ subAccountId: newId('subAccount'), amount, reason: 'x' })
      .error?.issues.map((issue) => issue.message);
  expect(reasons('0.00')).toEqual(['amount_zero']);
  expect(reasons('1.0000000001')).toEqual(['amount_decimals']);
  expect(reasons('99999999999')).toEqual(['amount_too_large']);
  expect(reasons('-0.000000001')).toBeUndefined();
});
