import { describe, expect, it } from 'vitest';
import { heatBounds, heatCells, heatLevel, mondayOf, monthLabels, moveOn, outline } from './heat-layout.ts';

// A Friday.
const today = '2026-11-20';

describe('the cells of a heat calendar', () => {
  it('are whole weeks from Monday on, the last one up to its last day', () => {
    const cells = heatCells(today, 3);
    expect(cells).toHaveLength(19);
    expect(cells[0]).toEqual({ day: '2026-11-02', column: 0, row: 0 });
    expect(cells.at(-1)).toEqual({ day: today, column: 2, row: 4 });
    expect(heatCells('2026-11-22', 1)).toHaveLength(7);
    expect(heatCells('2026-11-16', 1)).toEqual([{ day: '2026-11-16', column: 0, row: 0 }]);
  });

  it('go on over the end of a year and a leap day', () => {
    const days = heatCells('2028-03-02', 10).map(({ day }) => day);
    expect(days).toContain('2028-02-29');
    expect(new Set(days).size).toBe(days.length);
    expect(mondayOf('2027-01-01')).toBe('2026-12-28');
  });

  it('have a month’s name where the month begins, unless the next one is too near', () => {
    const named = monthLabels(heatCells(today, 26));
    for (const [index, { column }] of named.entries())
      if (index > 0) expect(column - (named[index - 1]?.column ?? 0)).toBeGreaterThanOrEqual(2);
    expect(named.at(-1)).toEqual({ month: '2026-11', column: 22 });
    // The first week of these is the end of September: October is named, the stump before it is not.
    expect(monthLabels(heatCells(today, 8))).toEqual([
      { month: '2026-10', column: 0 },
      { month: '2026-11', column: 4 },
    ]);
  });
});

describe('the levels', () => {
  it('are bounded by round amounts that extreme days do not move', () => {
    const usual = Array.from({ length: 19 }, (_, index) => 1000 + index * 10);
    expect(heatBounds(usual)).toEqual([250, 500, 750, 1000]);
    expect(heatBounds([...usual, 900_000])).toEqual([250, 500, 750, 1000]);
    expect(heatBounds([0, -5])).toEqual([]);
  });

  it('have nothing and refunds at the bottom and everything beyond the last bound on top', () => {
    const bounds = [10, 20, 30, 40];
    expect([0, -3, 0.001, 10, 10.5, 40, 41].map((amount) => heatLevel(amount, bounds))).toEqual([
      0, 0, 1, 1, 2, 4, 5,
    ]);
  });
});

describe('choosing days', () => {
  const cells = heatCells(today, 3);

  it('is drawn as one line around them', () => {
    expect(outline(cells, (day) => day === '2026-11-04')).toHaveLength(4);
    // Sunday and the Monday after it do not touch, though one follows the other.
    expect(outline(cells, (day) => day === '2026-11-08' || day === '2026-11-09')).toHaveLength(8);
    expect(outline(cells, (day) => day === '2026-11-04' || day === '2026-11-05')).toHaveLength(6);
    expect(outline(cells, () => false)).toEqual([]);
  });

  it('follows the arrow keys: a day up and down, a week left and right', () => {
    const dayAt = (from: number, key: string) => cells[moveOn(cells, from, key) ?? -1]?.day;
    expect(dayAt(18, 'ArrowUp')).toBe('2026-11-19');
    expect(dayAt(18, 'ArrowLeft')).toBe('2026-11-13');
    expect(dayAt(18, 'ArrowRight')).toBe(today);
    expect(dayAt(3, 'ArrowLeft')).toBe('2026-11-05');
    expect(dayAt(18, 'Home')).toBe('2026-11-02');
    expect(dayAt(0, 'End')).toBe(today);
    expect(moveOn(cells, 3, 'x')).toBeNull();
  });
});
