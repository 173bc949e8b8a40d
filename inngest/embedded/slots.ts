import type { FunctionSpec } from './config.ts';
import { keyOf } from './expression.ts';
import type { EventPayload } from './json.ts';
import type { ActiveJob, Store } from './store.ts';

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
    /** Takes the slots for a step that is on its way through the queue. */
    reserve(owner: string, slots: Slot[]): boolean {
      if (!take(slots)) return false;
      reserved.set(owner, slots);
      return true;
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
    full: (): string[] => [...used].filter(([, { count, limit }]) => count >= limit).map(([key]) => key),
  };
}

export type Slots = ReturnType<typeof createSlots>;

export const slotOwner = (run: string, step?: string | null) => `${run}/${step ?? ''}`;

/** Moves a job whose slots are taken out of the queue, to wait in order of arrival. */
export async function park(store: Store, job: ActiveJob, slots: Slot[]): Promise<void> {
  const { data } = job;
  if (data.kind !== 'advance') return;
  await store.write(async (tx) => {
    await tx.query(
      `INSERT INTO ${store.schema}.parked (run_id, step_id, slots, limits) VALUES ($1, $2, $3, $4)`,
      [data.run, data.step ?? null, slots.map(({ key }) => key), slots.map(({ limit }) => limit)],
    );
    tx.settle(job);
  });
}

type Parked = { seq: string; run_id: string; step_id: string | null; slots: string[]; limits: number[] };

const UNPARK_PAGE = 50;

/** Puts parked steps whose slots are free back into the queue, oldest first. False when none is parked. */
export async function unpark(store: Store, slots: Slots): Promise<boolean> {
  const { schema } = store;
  const any = await store.read(`SELECT 1 FROM ${schema}.parked LIMIT 1`);
  if (any.length === 0) return false;
  const owners: string[] = [];
  const giveBack = () => {
    for (const owner of owners.splice(0)) slots.abandon(owner);
  };
  try {
    await store.write(async (tx) => {
      giveBack();
      for (;;) {
        const rows = await tx.query<Parked>(
          `SELECT * FROM ${schema}.parked WHERE NOT (slots && $1::text[]) ORDER BY seq LIMIT ${UNPARK_PAGE}`,
          [slots.full()],
        );
        const freed = rows.filter((row) => {
          const owner = slotOwner(row.run_id, row.step_id);
          const ok = slots.reserve(owner, parkedSlots(row));
          if (ok) owners.push(owner);
          return ok;
        });
        if (freed.length === 0) return;
        await tx.query(`DELETE FROM ${schema}.parked WHERE seq = ANY($1::bigint[])`, [
          freed.map((r) => r.seq),
        ]);
        for (const row of freed) {
          tx.enqueue({ kind: 'advance', run: row.run_id, ...(row.step_id && { step: row.step_id }) });
        }
        if (owners.length >= UNPARK_PAGE) return;
      }
    });
  } catch (error) {
    giveBack();
    throw error;
  }
  return true;
}

function parkedSlots(row: Parked): Slot[] {
  return row.slots.map((key, index) => ({ key, limit: row.limits[index] ?? 1 }));
}
