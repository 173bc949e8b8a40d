import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from './label-layout.ts';
import { areaPath, linePath, stepPath } from './paths.ts';
import { labelled, linear, nearest, niceTicks, ticksBetween } from './scale.ts';

describe('an axis', () => {
  it('is marked at round values that reach the highest point', () => {
    expect(niceTicks(3025)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(niceTicks(100)).toEqual([0, 25, 50, 75, 100]);
    expect(niceTicks(0.008)).toHaveLength(5);
    expect(niceTicks(0)).toEqual([0, 1]);
    expect(niceTicks(9_999_999_999.99).at(-1)).toBe(10_000_000_000);
  });

  it('goes below zero where a refund does, with zero among its marks', () => {
    expect(ticksBetween(-30, 100)).toEqual([-50, -25, 0, 25, 50, 75, 100]);
    expect(ticksBetween(-10, -5)).toEqual([-10, -7.5, -5, -2.5, 0]);
    expect(ticksBetween(0, 100)).toEqual(niceTicks(100));
  });

  it('has labels that never touch, and one at its end', () => {
    expect(labelled(20, 50, 48)).toHaveLength(20);
    expect(labelled(20, 16, 60)).toEqual([3, 7, 11, 15, 19]);
    expect(labelled(1, 0, 60)).toEqual([0]);
    expect(labelled(0, 10, 60)).toEqual([]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0.5, max: 100, noNaN: true }),
        (count, step) => {
          const places = labelled(count, step, 60);
          expect(places.at(-1)).toBe(count - 1);
          for (const [index, place] of places.entries())
            if (index > 0)
              expect((place - (places[index - 1] ?? 0)) * step).toBeGreaterThanOrEqual(60 - 1e-9);
        },
      ),
    );
  });
});

describe('places', () => {
  it('are found from values, also where all values are the same', () => {
    expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
    expect(linear([5, 5], [3, 9])(5)).toBe(3);
  });

  it('nearest to the pointer are found', () => {
    expect(nearest([0, 10, 20], 14)).toBe(1);
    expect(nearest([0, 10, 20], 999)).toBe(2);
    expect(nearest([], 5)).toBe(0);
  });
});

describe('paths', () => {
  it('go from point to point, in steps, and around areas', () => {
    expect(linePath([])).toBe('');
    expect(
      linePath([
        [0, 1],
        [2, 3.456],
      ]),
    ).toBe('M0,1L2,3.46');
    expect(
      stepPath(
        [
          [0, 9],
          [5, 4],
        ],
        8,
      ),
    ).toBe('M0,9H5V4H8');
    expect(
      areaPath(
        [
          [0, 1],
          [2, 3],
        ],
        10,
      ),
    ).toBe('M0,1L2,3L2,10L0,10Z');
  });
});

describe('labels on one line', () => {
  const place = (ats: number[]) =>
    spreadLabels(
      ats.map((at) => ({ at, size: 14, weight: at })),
      0,
      200,
    );

  it('stay where they belong while there is room', () => {
    expect(place([20, 80, 140])).toEqual([20, 80, 140]);
  });

  it('move apart evenly where they would touch', () => {
    expect(place([100, 100])).toEqual([93, 107]);
    expect(place([100, 104, 108])).toEqual([90, 104, 118]);
  });

  it('stay inside', () => {
    expect(place([0, 1])).toEqual([7, 21]);
    expect(place([199, 200])).toEqual([179, 193]);
  });

  it('leave out the least important ones where there is no room', () => {
    const labels = [1, 2, 3].map((weight) => ({ at: 10, size: 14, weight }));
    expect(spreadLabels(labels, 0, 30)).toEqual([null, 7, 21]);
  });

  it('never touch and keep their order, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 14 }), (ats) => {
        const places = place(ats);
        const shown = ats
          .map((at, index) => ({ at, place: places[index] ?? null }))
          .filter((label) => label.place !== null)
          .sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
        for (const [index, label] of shown.entries()) {
          const before = shown[index - 1];
          expect(label.place).toBeGreaterThanOrEqual(7 - 1e-9);
          expect(label.place).toBeLessThanOrEqual(193 + 1e-9);
          if (before) expect((label.place ?? 0) - (before.place ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9);
          if (before) expect(before.at).toBeLessThanOrEqual(label.at);
        }
      }),
    );
  });
});
