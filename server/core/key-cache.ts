/** Keys as they were a moment ago. Nothing is believed for longer than a second, nor after word of its change. */
import type { KeyRecord } from './key-store.ts';

/** From the moment at which the database was asked. */
const BELIEVED_MS = 1_000;
/** From then on the next request has it read again, without waiting for it. */
const RENEWED_MS = 600;

type Options = {
  read: (secretHash: string) => Promise<KeyRecord | null>;
  /** Milliseconds of a clock that never goes back. */
  clock: () => number;
  /** How many keys, and how many secrets that belong to none, are kept at most. */
  room?: { keys: number; strangers: number };
};

type Entry = { record: KeyRecord | null; asked: number };

export type KeyCache = {
  /** The key of a secret by its hash; null where there is none. At once if it is known. */
  get(secretHash: string): KeyRecord | null | Promise<KeyRecord | null>;
  /** Whether there was a key with this hash a moment ago. */
  knows(secretHash: string): boolean;
  /** Forgets a key, or all keys of a tenant, by its id; everything without one. */
  forget(id?: string): void;
};

export function makeKeyCache({ read, clock, room = { keys: 5_000, strangers: 1_000 } }: Options): KeyCache {
  // Strangers have room of their own: somebody who guesses must not drive the real keys out.
  const keys = new Map<string, Entry>();
  const strangers = new Map<string, Entry>();
  const flights = new Map<string, Promise<KeyRecord | null>>();
  let changes = 0;

  function keep(hash: string, entry: Entry): void {
    const [shelf, other, most] = entry.record
      ? [keys, strangers, room.keys]
      : [strangers, keys, room.strangers];
    other.delete(hash);
    shelf.delete(hash);
    shelf.set(hash, entry);
    // In order of their age: the oldest go first, and the outdated always.
    for (const [old, { asked }] of shelf) {
      if (shelf.size <= most && clock() - asked < BELIEVED_MS) break;
      shelf.delete(old);
    }
  }

  function ask(hash: string): Promise<KeyRecord | null> {
    const underway = flights.get(hash);
    if (underway) return underway;
    const [asked, before] = [clock(), changes];
    const flight = read(hash)
      .then((record) => {
        // A change that came to light meanwhile may be missing in this answer, so nobody else is given it.
        if (before === changes) keep(hash, { record, asked });
        return record;
      })
      .finally(() => {
        if (flights.get(hash) === flight) flights.delete(hash);
      });
    flights.set(hash, flight);
    return flight;
  }

  return {
    get(hash) {
      const entry = keys.get(hash) ?? strangers.get(hash);
      const age = entry ? clock() - entry.asked : BELIEVED_MS;
      if (!entry || age >= BELIEVED_MS) return ask(hash);
      // Should it fail, the request that finds nothing any more asks again and is told.
      if (age >= RENEWED_MS) ask(hash).catch(() => {});
      return entry.record;
    },
    knows: (hash) => keys.has(hash),
    forget(id) {
      changes += 1;
      flights.clear();
      if (id === undefined) {
        keys.clear();
        strangers.clear();
        return;
      }
      for (const [hash, { record }] of keys) {
        if (record?.id === id || record?.tenant.id === id) keys.delete(hash);
      }
    },
  };
}
