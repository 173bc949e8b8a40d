import { describe, expect, it } from 'vitest';
import { burnDownPoints, niceTicks } from './burn-down-points.ts';

describe('burn-down', () => {
  it('starts the forecast where the spending ends', () => {
    const points = burnDownPoints(
      [
        { day: '2026-11-01', spent: '10' },
        { day: '2026-11-02', spent: '25.5' },
      ],
      [{ day: '2026-11-03', expected: '40', low: '35', high: '50' }],
    );
    expect(points[0]).toEqual({ day: '2026-11-01', spent: 10 });
    expect(points[1]).toEqual({ day: '2026-11-02', spent: 25.5, expected: 25.5, band: [25.5, 25.5] });
    expect(points[2]).toEqual({ day: '2026-11-03', expected: 40, band: [35, 50] });
  });

  it('marks the axis at round values that reach the highest point', () => {
    expect(niceTicks(3025)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(niceTicks(100)).toEqual([0, 25, 50, 75, 100]);
    expect(niceTicks(0.008)).toHaveLength(5);
    expect(niceTicks(0)).toEqual([0, 1]);
  });
});
