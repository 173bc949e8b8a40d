/** Six colours that stay apart for colour-blind readers; what is left over is always the same grey. */
const chartColors = [
  'var(--chart-1)',
  'var(--chart-2)',
  'var(--chart-3)',
  'var(--chart-4)',
  'var(--chart-5)',
  'var(--chart-6)',
] as const;

export const otherColor = 'var(--chart-other)';

export function colorOf(index: number): string {
  return chartColors[index] ?? otherColor;
}

/** The grounds of a heat calendar from nothing to most: one hue, so that more is always darker (or lighter on dark). */
export const heatColors = [
  'var(--quota-track)',
  'color-mix(in oklab, var(--chart-1) 24%, var(--surface))',
  'color-mix(in oklab, var(--chart-1) 46%, var(--surface))',
  'color-mix(in oklab, var(--chart-1) 72%, var(--surface))',
  'var(--chart-1)',
  'color-mix(in oklab, var(--chart-1) 62%, var(--ink))',
] as const;
