import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotaGeometry } from './quota-geometry.ts';

describe('quota bar layout', () => {
  it('draws billed, estimated and reserved as shares of the quota', () => {
    const bar = quotaGeometry({ spent: '50', estimated: '10', reserved: '5', limit: '100', steps: [80, 50] });
    expect(bar).toMatchObject({
      level: 'calm',
      spent: 5000,
      estimated: 1000,
      reserved: 500,
      limitAt: 10_000,
      used: 6000,
    });
    expect(bar.steps).toEqual([
      { percent: 50, at: 5000, reached: true, named: true },
      { percent: 80, at: 8000, reached: false, named: true },
    ]);
  });

  it('moves the limit inwards once more is taken than allowed', () => {
    const bar = quotaGeometry({ spent: '125', limit: '100', steps: [50] });
    expect(bar).toMatchObject({ level: 'over', spent: 10_000, limitAt: 8000, used: 12_500 });
    expect(bar.steps[0]?.at).toBe(4000);
  });

  it('does not call a quota spent that is only reserved to the end', () => {
    const bar = quotaGeometry({ spent: '10', reserved: '120', limit: '100' });
    expect(bar.level).toBe('calm');
    expect(bar.used).toBe(1000);
    expect(bar.limitAt).toBeLessThan(10_000);
  });

  it('counts exactly the limit as over, and a nano less as a warning', () => {
    expect(quotaGeometry({ spent: '100', limit: '100' }).level).toBe('over');
    expect(quotaGeometry({ spent: '99.999999999', limit: '100' }).level).toBe('warning');
  });

  it('shows the smallest spending as a sliver', () => {
    expect(quotaGeometry({ spent: '0.000000001', limit: '1000000' }).spent).toBe(50);
    expect(quotaGeometry({ spent: '0', limit: '1000000' }).spent).toBe(0);
  });

  it('draws nothing without a quota, and spending on a quota of zero is over', () => {
    expect(quotaGeometry({ spent: '12', limit: null })).toMatchObject({
      level: 'none',
      spent: 0,
      used: null,
    });
    expect(quotaGeometry({ spent: '0', limit: '0' }).level).toBe('calm');
    expect(quotaGeometry({ spent: '0.01', limit: '0' })).toMatchObject({ level: 'over', used: 10_000 });
  });

  it('never overflows its track, whatever the amounts', () => {
    const amount = fc
      .bigInt({ min: 0n, max: 10n ** 12n })
      .map((n) => `${n / 1000n}.${(n % 1000n).toString().padStart(3, '0')}`);
    fc.assert(
      fc.property(amount, amount, amount, amount, (spent, estimated, reserved, limit) => {
        const bar = quotaGeometry({ spent, estimated, reserved, limit });
        expect(bar.spent + bar.estimated + bar.reserved).toBeLessThanOrEqual(10_000);
        expect(Math.min(bar.spent, bar.estimated, bar.reserved, bar.limitAt)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('names only the steps that there is room for, the highest first', () => {
    const named = (spent: string, steps: number[]) =>
      quotaGeometry({ spent, limit: '100', steps })
        .steps.filter((step) => step.named)
        .map(({ percent }) => percent);
    expect(named('50', [50, 80, 90])).toEqual([50, 80, 90]);
    expect(named('50', [85, 88, 90])).toEqual([90]);
    // Ten times the quota: all steps stand within a tenth of the track, beside the limit's own name.
    expect(named('1000', [50, 80, 90])).toEqual([]);
    expect(named('1000', [20, 80])).toEqual([20]);
  });
});
