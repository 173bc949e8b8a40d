/** How a request with a key can end, from the bottom of a bar to its top. */
export const outcomes = ['succeeded', 'clientErrors', 'serverErrors', 'refused'] as const;

export const outcomeColors: Record<(typeof outcomes)[number], string> = {
  succeeded: 'var(--chart-1)',
  clientErrors: 'color-mix(in oklab, var(--warning) 60%, var(--surface))',
  serverErrors: 'var(--danger)',
  refused: 'var(--chart-other)',
};
