import { describe, expect, it } from 'vitest';
import { type BurnDownInput, layOutBurnDown, type Outlook } from './burn-down-layout.ts';
import { forecastAmounts } from './forecast-amounts.ts';

const at = (time: string) => Date.parse(time);
const outlook: Outlook = {
  readAt: '2026-11-20T12:00:00Z',
  runsOutAt: '2026-11-22T12:00:00Z',
  earliest: '2026-11-21T12:00:00Z',
  latest: '2026-11-24T12:00:00Z',
  expectedOverrun: '10.00',
  overrunHours: 24,
};
const input = (change: Partial<BurnDownInput> = {}): BurnDownInput => ({
  days: Array.from({ length: 20 }, (_, index) => ({
    day: `2026-11-${String(index + 1).padStart(2, '0')}`,
    spent: String(40 + (index + 1) * 2),
    amount: '2.00',
  })),
  quota: [{ at: '2026-01-01T00:00:00Z', granted: '100.00' }],
  outlook,
  now: new Date('2026-11-20T12:00:00Z'),
  timeZone: 'UTC',
  ...change,
});
const layout = (change: Partial<BurnDownInput> = {}) => {
  const made = layOutBurnDown(input(change));
  if (!made) throw new Error('nothing to lay out');
  return made;
};

describe('a burn-down', () => {
  it('begins with what was spent before, and puts each day’s total at the day’s end, today’s at now', () => {
    const { spent } = layout();
    expect(spent[0]).toEqual([at('2026-11-01T00:00:00Z'), 40]);
    expect(spent[1]).toEqual([at('2026-11-02T00:00:00Z'), 42]);
    expect(spent.at(-1)).toEqual([at('2026-11-20T12:00:00Z'), 80]);
    expect(layOutBurnDown(input({ days: [] }))).toBeNull();
  });

  it('shows the quota at its level on the left and steps where it was changed', () => {
    const quota = [
      { at: '2026-11-10T06:00:00Z', granted: '100.00' },
      { at: '2026-10-02T00:00:00Z', granted: '60.00' },
      { at: '2026-09-01T00:00:00Z', granted: '50.00' },
    ];
    expect(layout({ quota }).quota).toEqual([
      [at('2026-11-01T00:00:00Z'), 60],
      [at('2026-11-10T06:00:00Z'), 100],
    ]);
    expect(layout({ quota: [] })).toMatchObject({ quota: [], limit: null, expected: [] });
  });

  it('runs the forecast to the quota and past it for as long as the bill is late', () => {
    const { expected, band, overrun, end } = layout();
    expect(expected).toEqual([
      [at('2026-11-20T12:00:00Z'), 80],
      [at('2026-11-22T12:00:00Z'), 100],
    ]);
    expect(band).toEqual([
      [at('2026-11-20T12:00:00Z'), 80],
      [at('2026-11-21T12:00:00Z'), 100],
      [at('2026-11-24T12:00:00Z'), 100],
      [at('2026-11-24T12:00:00Z'), 100],
    ]);
    expect(overrun).toEqual([
      [at('2026-11-22T12:00:00Z'), 100],
      [at('2026-11-23T12:00:00Z'), 110],
    ]);
    expect(end).toBeGreaterThan(at('2026-11-24T12:00:00Z'));
  });

  it('cuts a forecast that goes far beyond what was spent, on its way to the quota', () => {
    const { expected, band, overrun, end, start, now } = layout({
      outlook: {
        ...outlook,
        runsOutAt: '2027-11-20T12:00:00Z',
        earliest: '2027-10-20T12:00:00Z',
        latest: null,
      },
    });
    expect(end - now).toBeLessThanOrEqual((now - start) * 0.7);
    expect(expected[1]?.[0]).toBe(end);
    expect(expected[1]?.[1]).toBeLessThan(82);
    expect(band.at(-1)).toEqual([end, 80]);
    expect(overrun).toEqual([]);
  });

  it('foresees nothing once the quota is used up', () => {
    const quota = [{ at: '2026-01-01T00:00:00Z', granted: '80.00' }];
    expect(layout({ quota })).toMatchObject({ expected: [], band: [], limit: 80 });
  });

  it('knows every calendar day, also the one that has 25 hours', () => {
    const { days } = layout({
      timeZone: 'America/New_York',
      now: new Date('2026-11-20T12:00:00Z'),
      outlook: null,
    });
    expect(days[0]).toMatchObject({
      day: '2026-11-01',
      from: at('2026-11-01T04:00:00Z'),
      stop: at('2026-11-02T05:00:00Z'),
    });
    expect(days.map((one) => one.day)).toEqual([...new Set(days.map((one) => one.day))]);
    expect(days.find((one) => one.day === '2026-11-20')?.stop).toBe(at('2026-11-20T12:00:00Z'));
  });
});

describe('amounts of a forecast', () => {
  const now = { spent: '80', granted: '100' };

  it('are exact at any moment', () => {
    expect(forecastAmounts(outlook, now, at('2026-11-21T12:00:00Z'))).toEqual({
      low: '85.00',
      expected: '90.00',
      high: '100.00',
    });
    expect(
      forecastAmounts(outlook, { spent: '0', granted: '0.000000003' }, at('2026-11-21T12:00:00Z')),
    ).toEqual({
      low: '0.00',
      expected: '0.000000001',
      high: '0.000000003',
    });
  });

  it('stay level where nothing says when at the latest', () => {
    const open = { ...outlook, latest: null };
    expect(forecastAmounts(open, now, at('2026-11-22T12:00:00Z'))).toMatchObject({
      low: '80.00',
      expected: '100.00',
    });
  });

  it('keep low below high when the range lies in the past', () => {
    const late = { ...outlook, earliest: '2026-11-23T00:00:00Z' };
    const { low, expected, high } = forecastAmounts(late, now, at('2026-11-22T00:00:00Z'));
    expect([low, expected, high].map(Number)).toEqual(
      [low, expected, high].map(Number).sort((a, b) => a - b),
    );
  });
});
