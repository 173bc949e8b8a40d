import type { ActiveJob } from './store.ts';

/**
 * The places for jobs in flight. A function may take three quarters of them, so that a flood of one kind
 * of work never keeps all others waiting. With fewer than four places there is nothing to share.
 */
export function createPlaces(capacity: number) {
  const share = capacity - Math.floor(capacity / 4);
  const inUse = new Set<Promise<void>>();
  const byFunction = new Map<string, number>();

  function count(job: ActiveJob, change: 1 | -1): void {
    if (job.data.kind !== 'advance' || !job.data.fn) return;
    const { fn } = job.data;
    const left = (byFunction.get(fn) ?? 0) + change;
    if (left > 0) byFunction.set(fn, left);
    else byFunction.delete(fn);
  }

  return {
    /** The work in flight. */
    inUse,
    free: () => capacity - inUse.size,
    take(job: ActiveJob, work: Promise<void>): void {
      inUse.add(work);
      count(job, 1);
    },
    leave(job: ActiveJob, work: Promise<void>): void {
      inUse.delete(work);
      count(job, -1);
    },
    /** How many jobs may be taken up at once, and of which functions none. */
    offer(): { limit: number; exceptOf: string[] } {
      const exceptOf: string[] = [];
      let most = 0;
      for (const [fn, taken] of byFunction) {
        if (taken >= share) exceptOf.push(fn);
        else most = Math.max(most, taken);
      }
      return { limit: Math.min(capacity - inUse.size, share - most), exceptOf };
    },
  };
}
