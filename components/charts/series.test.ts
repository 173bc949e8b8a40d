import { describe, expect, it } from 'vitest';
import { otherSeries, rankSeries } from './series.ts';

const series = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase() }));
const points = [
  { key: '2026-11-01', amounts: { a: '0.1', b: '5', c: '1' } },
  { key: '2026-11-02', amounts: { a: '0.2', c: '1.000000001' } },
];

describe('ranking series for a chart', () => {
  it('puts the largest total first', () => {
    expect(rankSeries(points, series).series.map((one) => [one.id, one.total])).toEqual([
      ['b', '5.00'],
      ['c', '2.000000001'],
      ['a', '0.30'],
    ]);
  });

  it('folds what is beyond the top into one series that adds up exactly', () => {
    const ranked = rankSeries(points, series, 1);
    expect(ranked.folded).toBe(2);
    expect(ranked.series.map((one) => one.id)).toEqual(['b', otherSeries]);
    expect(ranked.points.map((point) => point.amounts[otherSeries])).toEqual(['1.10', '1.200000001']);
  });
});
