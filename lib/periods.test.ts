import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  lastDayOfMonth,
  periodKinds,
  periodOf,
  startOfDay,
} from './periods.ts';

const span = (kind: Parameters<typeof periodOf>[0], at: string, zone: string) => {
  const { key, start, end } = periodOf(kind, new Date(at), zone);
  return [key, start.toISOString(), end.toISOString()];
};

test('a billing day follows the calendar of the cloud, not of UTC', () => {
  expect(dayOf(new Date('2026-11-19T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-11-19');
  expect(dayOf(new Date('2026-11-19T16:00:00.000Z'), 'Asia/Shanghai')).toBe('2026-11-20');
});

test('periods are half-open intervals of local time', () => {
  const at = '2026-11-19T16:00:00Z';
  expect(span('day', at, 'Asia/Shanghai')).toEqual([
    '2026-11-20',
    '2026-11-19T16:00:00.000Z',
    '2026-11-20T16:00:00.000Z',
  ]);
  expect(span('month', at, 'Asia/Shanghai')).toEqual([
    '2026-11',
    '2026-10-31T16:00:00.000Z',
    '2026-11-30T16:00:00.000Z',
  ]);
  expect(span('quarter', at, 'UTC')).toEqual([
    '2026-Q4',
    '2026-10-01T00:00:00.000Z',
    '2027-01-01T00:00:00.000Z',
  ]);
  expect(span('year', at, 'UTC')).toEqual(['2026', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z']);
});

test('weeks start on Monday and belong to the year of their Thursday', () => {
  expect(span('week', '2026-11-22T12:00:00Z', 'UTC')).toEqual([
    '2026-W47',
    '2026-11-16T00:00:00.000Z',
    '2026-11-23T00:00:00.000Z',
  ]);
  expect(periodOf('week', new Date('2027-01-02T12:00:00Z'), 'UTC').key).toBe('2026-W53');
  expect(periodOf('week', new Date('2024-12-30T12:00:00Z'), 'UTC').key).toBe('2025-W01');
});

test('a day is 23 hours long when clocks go forward and 25 when they go back', () => {
  const hours = (at: string, zone: string) => {
    const { start, end } = periodOf('day', new Date(at), zone);
    return (end.getTime() - start.getTime()) / 3_600_000;
  };
  expect(hours('2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe(23);
  expect(hours('2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe(25);
  expect(hours('2026-03-08T18:00:00Z', 'America/New_York')).toBe(23);
});

test('a day whose midnight is missing begins when the clock has jumped', () => {
  expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  expect(startOfDay('2026-04-24', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
});

test('a day whose midnight comes twice begins at the first one', () => {
  expect(startOfDay('2025-11-02', 'America/Havana').toISOString()).toBe('2025-11-02T04:00:00.000Z');
});

test('a day that a country skipped begins where the next one does', () => {
  expect(startOfDay('2011-12-30', 'Pacific/Apia')).toEqual(startOfDay('2011-12-31', 'Pacific/Apia'));
});

test('every instant lies in its period, and the next period begins where it ends', () => {
  const zones = [
    'UTC',
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ];
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.constantFrom(...zones), fc.constantFrom(...periodKinds), (at, zone, kind) => {
      const period = periodOf(kind, at, zone);
      expect(period.start <= at && at < period.end).toBe(true);
      expect(periodOf(kind, period.start, zone).key).toBe(period.key);
      const next = periodOf(kind, period.end, zone);
      expect(next.start).toEqual(period.end);
      expect(next.key > period.key).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('days and months are counted over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  expect(daysBetween('2026-10-20', '2026-11-20')).toBe(31);
  expect([addMonths('2026-01', -2), addMonths('2026-11', 2)]).toEqual(['2025-11', '2027-01']);
  expect(lastDayOfMonth('2024-02')).toBe('2024-02-29');
});
