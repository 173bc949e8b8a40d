import type { FunctionSpec } from './config.ts';
import { keyOf } from './expression.ts';
import type { EventPayload } from './json.ts';

/** A place that a running step takes: at most `limit` of the same key at a time. */
export type Slot = { key: string; limit: number };

/** The slots that the steps of a run take, one per concurrency entry of its function. */
export function slotsOf(spec: FunctionSpec, event: EventPayload): Slot[] {
  return spec.concurrency.map(({ limit, scope, key }, index) => {
    const value = key ? (keyOf(key, event) ?? '') : '';
    const place = scope === 'fn' ? `${spec.id}:${index}` : `env:${key?.source}`;
    return { key: `${place}:${value}`, limit };
  });
}

/**
 * Counts the slots in use. It lives in the leader's memory: a new leader starts with all of them free
 * and puts the interrupted steps back into the queue.
 */
export function createSlots(onFreed: () => void) {
  const used = new Map<string, { count: number; limit: number }>();
  const reserved = new Map<string, Slot[]>();

  const fits = (slots: Slot[]) => slots.every(({ key, limit }) => (used.get(key)?.count ?? 0) < limit);

  function take(slots: Slot[]): boolean {
    if (!fits(slots)) return false;
    for (const { key, limit } of slots) used.set(key, { count: (used.get(key)?.count ?? 0) + 1, limit });
    return true;
  }

  function release(slots: Slot[]): void {
    for (const { key } of slots) {
      const entry = used.get(key);
      if (!entry || entry.count <= 1) used.delete(key);
      else entry.count -= 1;
    }
    if (slots.length) onFreed();
  }

  return {
    /** Takes all slots and gives those to release later; null when one is not free. A reservation goes first. */
    acquire(owner: string, slots: Slot[]): Slot[] | null {
      const kept = reserved.get(owner);
      reserved.delete(owner);
      return kept ?? (take(slots) ? slots : null);
    },
    release,
    /** Takes all slots, to be kept for somebody or released. False when one is not free. */
    take,
    /** Keeps taken slots for a step that is on its way through the queue. */
    keepFor(owner: string, slots: Slot[]): void {
      reserved.set(owner, slots);
    },
    /** Gives a reservation back that will not be used. */
    abandon(owner: string): void {
      const slots = reserved.get(owner);
      reserved.delete(owner);
      if (slots) release(slots);
    },
    /** To be called once a step is parked: its slots may have been freed before it could be found. */
    parked(slots: Slot[]): void {
      if (fits(slots)) onFreed();
    },
    fits,
  };
}

export type Slots = ReturnType<typeof createSlots>;

export const slotOwner = (run: string, step?: string | null) => `${run}/${step ?? ''}`;
