export type FreshnessState = 'fresh' | 'stale' | 'unknown';

const HOUR = 3_600_000;

/** Clouds settle their bills about a day late; only what is later than this is worth a warning. */
export const defaultStaleAfter = 30 * HOUR;

/**
 * How far behind a source is, in milliseconds, and whether that is too far. A moment in the future (clocks differ)
 * counts as no lag; a source that never delivered is unknown, not stale.
 */
export function freshnessState(input: {
  completeThrough: string | Date | null;
  now: Date;
  staleAfter?: number | undefined;
}): { state: FreshnessState; lag: number | null } {
  if (input.completeThrough === null) return { state: 'unknown', lag: null };
  const lag = Math.max(0, input.now.getTime() - new Date(input.completeThrough).getTime());
  return { state: lag > (input.staleAfter ?? defaultStaleAfter) ? 'stale' : 'fresh', lag };
}
