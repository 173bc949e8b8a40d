import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import {
  dayRange,
  effectiveSource,
  isDue,
  isFinal,
  lastDueAt,
  planSlices,
  reachOf,
  recentDays,
} from './policy.ts';
import { billSums } from './service/aggregate.ts';

const lag = { timeZone: 'Asia/Shanghai', lagHours: 60 };
const total = (amount: number, rows = 1) => ({ total: BigInt(amount), rows });

test('a check reads the last four days of both bills, the newest first, over the end of a month', () => {
  expect(planSlices('2026-12-02', false)).toEqual([
    { source: 'detail', month: '2026-12', day: '2026-12-02' },
    { source: 'detail', month: '2026-12', day: '2026-12-01' },
    { source: 'detail', month: '2026-11', day: '2026-11-30' },
    { source: 'detail', month: '2026-11', day: '2026-11-29' },
    { source: 'split', month: '2026-12', day: '2026-12-02' },
    { source: 'split', month: '2026-12', day: '2026-12-01' },
    { source: 'split', month: '2026-11', day: '2026-11-30' },
    { source: 'split', month: '2026-11', day: '2026-11-29' },
  ]);
});

test('a deep check reads this month and the two before besides', () => {
  const months = planSlices('2026-01-15', true).filter((s) => !s.day);
  expect(months.map((s) => `${s.source} ${s.month}`)).toEqual([
    'detail 2026-01',
    'split 2026-01',
    'detail 2025-12',
    'split 2025-12',
    'detail 2025-11',
    'split 2025-11',
  ]);
});

test('what a check may have touched covers every slice of it', () => {
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.boolean(), (date, deep) => {
      const today = date.toISOString().slice(0, 10);
      const { from, through } = reachOf(today, deep);
      for (const { day: only, month } of planSlices(today, deep)) {
        expect(from <= (only ?? `${month}-01`) && (only ?? month) <= through).toBe(true);
      }
      expect(recentDays(today)[0]).toBe(today);
    }),
  );
});

test('the early bill counts until the split bill says as much', () => {
  const now = new Date('2026-11-20T04:00:00Z');
  const choose = (detail: number, split: number) =>
    effectiveSource('2026-11-19', { detail: total(detail), split: total(split) }, now, lag);
  expect(choose(100, 99)).toBe('detail');
  expect(choose(100, 100)).toBe('split');
  expect(choose(100, 101)).toBe('split');
  expect(choose(-5, -5)).toBe('split');
});

test('after its time the split bill counts whatever it says, if there is one', () => {
  const short = { detail: total(100), split: total(60) };
  const dayEnd = Date.parse('2026-11-16T16:00:00Z');
  const at = (hours: number) => new Date(dayEnd + hours * 3_600_000);
  expect(effectiveSource('2026-11-16', short, at(59), lag)).toBe('detail');
  expect(effectiveSource('2026-11-16', short, at(60), lag)).toBe('split');
  expect(effectiveSource('2026-11-16', { detail: total(100), split: null }, at(900), lag)).toBe('detail');
  expect(effectiveSource('2026-11-16', { detail: total(100), split: total(0, 0) }, at(900), lag)).toBe(
    'detail',
  );
  expect(effectiveSource('2026-11-16', { detail: null, split: total(1) }, at(0), lag)).toBe('split');
});

test('accounts are due once in every interval, each at its own moment of it', () => {
  const now = new Date('2026-11-20T04:00:00Z');
  const ids = Array.from({ length: 200 }, (_, i) => `cla_${i}`);
  const due = ids.map((id) => lastDueAt(id, 10, now).getTime());
  expect(due.every((at) => at <= now.getTime() && at > now.getTime() - 600_000)).toBe(true);
  const minutes = new Set(due.map((at) => Math.floor(at / 60_000)));
  expect(minutes.size).toBeGreaterThan(8);
  const [id = ''] = ids;
  const dueAt = lastDueAt(id, 10, now);
  expect(isDue(null, dueAt)).toBe(true);
  expect(isDue(new Date(dueAt.getTime() - 1), dueAt)).toBe(true);
  expect(isDue(dueAt, dueAt)).toBe(false);
  expect(lastDueAt(id, 10, new Date(now.getTime() + 600_000)).getTime()).toBe(dueAt.getTime() + 600_000);
});

test('a range of days is this month up to today unless told, and never endless', () => {
  expect(dayRange({}, '2026-11-20')).toEqual({ from: '2026-11-01', to: '2026-11-20' });
  expect(dayRange({ from: '2026-10-05' }, '2026-11-20')).toEqual({ from: '2026-10-05', to: '2026-11-20' });
  expect(() => dayRange({ from: '2026-11-02', to: '2026-11-01' }, '2026-11-20')).toThrow('day_range');
  expect(() => dayRange({ from: '2024-11-02' }, '2026-11-20')).toThrow('day_range');
});

test('a refused credential is not tried again at once, a throttled call is', () => {
  expect(isFinal(new AppError('upstream_failed', 'cloud_credential_refused'))).toBe(true);
  expect(isFinal(new AppError('upstream_failed', 'cloud_throttled'))).toBe(false);
  expect(isFinal(new Error('anything'))).toBe(false);
});

const row = (amount: string, more: object = {}) => ({
  day: '2026-11-19',
  project: 'render',
  product: 'ark_bd',
  amount,
  currency: 'CNY',
  ...more,
});

function sumOf(...amounts: string[]) {
  const sums = billSums('CNY');
  sums.add(amounts.map((a) => row(a)));
  return sums.result();
}

test('rows are added exactly and rounded once', () => {
  const amounts = Array.from({ length: 10 }, () => '0.0000000004');
  expect(sumOf(...amounts)).toEqual([
    {
      day: '2026-11-19',
      project: 'render',
      product: 'ark_bd',
      amount: 4n,
      amountRaw: '0.000000004',
      rows: 10,
    },
  ]);
  expect(sumOf('1.0000000005')[0]).toMatchObject({ amount: 1_000_000_001n, amountRaw: '1.0000000005' });
  expect(sumOf('12.50', '-2.5', '-10')[0]).toMatchObject({ amount: 0n, amountRaw: '0', rows: 3 });
  expect(sumOf('-0.1')[0]).toMatchObject({ amount: -100_000_000n, amountRaw: '-0.1' });
});

test('the sum does not depend on order or on how rows are paged', () => {
  const amount = fc.tuple(
    fc.integer({ min: -9_999, max: 9_999 }),
    fc.integer({ min: 0, max: 9_999_999_999 }),
  );
  const text = amount.map(([whole, part]) => `${whole}.${String(part).padStart(10, '0')}`);
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), (amounts) => {
      const paged = billSums('CNY');
      for (const each of amounts.toReversed()) paged.add([row(each)]);
      expect(paged.result()).toEqual(sumOf(...amounts));
    }),
  );
});

test('days, projects and products stay apart', () => {
  const sums = billSums('CNY');
  sums.add([
    row('1'),
    row('2', { project: '' }),
    row('3', { product: 'tos' }),
    row('4', { day: '2026-11-18' }),
  ]);
  expect(sums.result().map((s) => s.amountRaw)).toEqual(['1', '2', '3', '4']);
});

test('another currency or an amount that cannot be taken exactly stops the check', () => {
  const sums = billSums('CNY');
  expect(() => sums.add([row('1', { currency: 'USD' })])).toThrow('bill_currency');
  expect(() => sums.add([row('1e3')])).toThrow('bill_unreadable');
  expect(() => sums.add([row('')])).toThrow('bill_unreadable');
  expect(() => sumOf('9999999999')).toThrow('bill_unreadable');
});
