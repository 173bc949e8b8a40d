import { describe, expect, it } from 'vitest';
import { defaultStaleAfter, freshnessState } from './freshness-state.ts';

const now = new Date('2026-11-19T19:00:00Z');

describe('freshness of a source', () => {
  it('is fresh up to and including the allowed lag and stale after it', () => {
    const edge = new Date(now.getTime() - defaultStaleAfter);
    expect(freshnessState({ completeThrough: edge, now }).state).toBe('fresh');
    expect(freshnessState({ completeThrough: new Date(edge.getTime() - 1), now })).toEqual({
      state: 'stale',
      lag: defaultStaleAfter + 1,
    });
  });

  it('uses the limit of the source when it has its own', () => {
    expect(freshnessState({ completeThrough: '2026-11-19T18:40:00Z', now, staleAfter: 600_000 }).state).toBe(
      'stale',
    );
  });

  it('does not call a source stale that never delivered', () => {
    expect(freshnessState({ completeThrough: null, now })).toEqual({ state: 'unknown', lag: null });
  });

  it('reads a moment ahead of our clock as no lag', () => {
    expect(freshnessState({ completeThrough: '2026-11-19T19:05:00Z', now })).toEqual({
      state: 'fresh',
      lag: 0,
    });
  });
});
