import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBasisPoints,
  formatDate,
  formatDay,
  formatDuration,
  formatMoney,
  formatMoneyExact,
  formatZone,
  shareOf,
} from './format.ts';

describe('money for reading', () => {
  it('groups thousands and always shows two decimals', () => {
    expect(formatMoney('en', '1234567.5')).toBe('1,234,567.50');
    expect(formatMoney('zh-CN', '1234567.5')).toBe('1,234,567.50');
    expect(formatMoney('en', '0')).toBe('0.00');
  });

  it('rounds half away from zero on both sides', () => {
    expect(formatMoney('en', '83.205')).toBe('83.21');
    expect(formatMoney('en', '-83.205')).toBe('−83.21');
    expect(formatMoney('en', '99.995')).toBe('100.00');
  });

  it('keeps two significant digits under one cent instead of showing nothing', () => {
    expect(formatMoney('en', '0.0042')).toBe('0.0042');
    expect(formatMoney('en', '0.000000123')).toBe('0.00000012');
    expect(formatMoney('en', '0.000000001')).toBe('0.000000001');
  });

  it('keeps every digit where a float would lose some', () => {
    expect(formatMoneyExact('en', '9007199254740993.123456789')).toBe('9,007,199,254,740,993.123456789');
    expect(formatMoneyExact('en', '-0.00')).toBe('0.00');
    expect(formatMoneyExact('en', '-1.5')).toBe('−1.50');
  });

  it('refuses what is not a decimal', () => {
    expect(() => formatMoney('en', '1e3')).toThrow(RangeError);
    expect(() => formatMoneyExact('en', 'NaN')).toThrow(RangeError);
  });
});

describe('shares', () => {
  it('computes hundredths of a percent exactly and has no answer without a whole', () => {
    expect(shareOf('83.20', '100.00')).toBe(8320);
    expect(shareOf('1', '3')).toBe(3333);
    expect(shareOf('5', '0')).toBeNull();
  });

  it('writes whole percents without decimals', () => {
    expect(formatBasisPoints('en', 8300)).toBe('83%');
    expect(formatBasisPoints('zh-CN', 8345)).toBe('83.5%');
  });
});

describe('time', () => {
  const noon = '2026-11-18T04:00:00Z';

  it('is written in the zone that is given, day before month', () => {
    expect(formatDate('en', noon, 'Asia/Shanghai', 'minute')).toBe('18 Nov 2026, 12:00');
    expect(formatDate('zh-CN', noon, 'Asia/Shanghai', 'minute')).toBe('2026年11月18日 12:00');
    expect(formatDate('en', noon, 'America/New_York', 'minute')).toBe('17 Nov 2026, 23:00');
  });

  it('names the zone with its offset', () => {
    expect(formatZone(noon, 'Asia/Shanghai')).toBe('Asia/Shanghai (GMT+8)');
    expect(formatZone(noon, 'UTC')).toMatch(/^UTC/);
  });

  it('writes midnight as 00, never as 24', () => {
    expect(formatDate('en', '2026-11-18T16:00:00Z', 'Asia/Shanghai', 'minute')).toBe('19 Nov 2026, 00:00');
  });

  it('does not move a calendar day', () => {
    expect(formatDay('en', '2026-11-01')).toBe('1 Nov 2026');
    expect(formatDay('zh-CN', '2026-11-01', 'dayShort')).toBe('11月1日');
  });

  it('keeps hours up to two days and then counts days', () => {
    const now = new Date('2026-11-19T11:00:00Z');
    expect(formatAgo('en', noon, now)).toBe('31h ago');
    expect(formatAgo('zh-CN', noon, now)).toBe('31 小时前');
    expect(formatAgo('en', '2026-11-16T11:00:00Z', now)).toBe('3d ago');
    expect(formatAgo('en', '2026-11-19T14:00:00Z', now)).toBe('in 3h');
    expect(formatDuration('en', 31 * 3_600_000)).toBe('31h');
  });
});
