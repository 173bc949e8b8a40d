/**
 * A process's share of a key's limit. The limit itself is one row for all processes; each takes a few requests of it at a
 * time, uses them without asking, and gives back what it does not need.
 */
import type { Grant } from './key-store.ts';

/** A share lasts about so long at the rate of the moment. */
const SHARE_MS = 250;
/** And is never more than this part of the limit. */
const SHARE_OF_LIMIT = 1 / 100;
/** How long "nothing left" is believed: somebody may give some back, or the limit may be raised. */
const EMPTY_MS = 250;

type Options = {
  limit: number;
  /** Takes up to so many of the window that is open now. */
  ask: (wanted: number) => Promise<Grant>;
  giveBack: (unused: { count: number; endsAt: number }) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  clock: () => number;
};

/** What is left of the limit as far as this process knows, and how long its window is and lasts, in milliseconds. */
export type Standing = { left: number; endsInMs: number; lengthMs: number };

export type Lease = {
  readonly limit: number;
  /** One request more; false when the limit is reached. Answers at once while the share lasts. */
  take(): boolean | Promise<boolean>;
  /** null before the first request and after the window's end. */
  standing(): Standing | null;
  /** Milliseconds since the last request. */
  idleMs(): number;
  /** Gives back what is unused. */
  release(): Promise<void>;
};

type Window = { endsAt: number; endsAtClock: number; lengthMs: number };

export function makeLease({ limit, ask, giveBack, clock }: Options): Lease {
  let window: Window | null = null;
  let [tokens, left, size] = [0, 0, 0];
  let emptyUntil = 0;
  let [used, waiting] = [0, 0];
  let [touched, refilled] = [clock(), clock()];
  let flight: Promise<void> | null = null;

  /** What it holds counts in its own window only. */
  function turnOver(at: number): void {
    if (!window || at < window.endsAtClock) return;
    window = null;
    tokens = 0;
    emptyUntil = 0;
  }

  function wanted(at: number): number {
    const perMs = used / Math.max(at - refilled, 1);
    const most = Math.max(1, Math.floor(limit * SHARE_OF_LIMIT));
    // Those who stand waiting use theirs at once.
    return Math.max(1, waiting, Math.min(most, Math.ceil(perMs * SHARE_MS)));
  }

  async function refill(): Promise<void> {
    const at = clock();
    const want = wanted(at);
    [used, refilled] = [0, at];
    const { granted, endsAt, endsInMs, lengthMs, ...rest } = await ask(want);
    // Counted from before the question, so the share ends rather too early than too late.
    if (window?.endsAt !== endsAt) tokens = 0;
    window = { endsAt, endsAtClock: at + endsInMs, lengthMs };
    tokens += granted;
    size = tokens;
    left = rest.left;
    if (granted === 0) emptyUntil = clock() + EMPTY_MS;
  }

  function fly(): Promise<void> {
    flight ??= refill().finally(() => {
      flight = null;
    });
    return flight;
  }

  function spend(at: number): boolean {
    turnOver(at);
    if (tokens === 0) return false;
    tokens -= 1;
    used += 1;
    // The next share is under way before this one ends. Where nothing is left there is nothing to fetch.
    if (tokens * 2 < size && size > 1 && at >= emptyUntil) fly().catch(() => {});
    return true;
  }

  async function takeLater(): Promise<boolean> {
    waiting += 1;
    try {
      for (;;) {
        await fly();
        const at = clock();
        if (spend(at)) return true;
        if (at < emptyUntil) return false;
      }
    } finally {
      waiting -= 1;
    }
  }

  return {
    limit,
    take() {
      touched = clock();
      if (spend(touched)) return true;
      return touched < emptyUntil ? false : takeLater();
    },
    standing() {
      const at = clock();
      if (!window || at >= window.endsAtClock) return null;
      const { endsAtClock, lengthMs } = window;
      return { left: tokens + left, endsInMs: endsAtClock - at, lengthMs };
    },
    idleMs: () => clock() - touched,
    async release() {
      await flight?.catch(() => {});
      turnOver(clock());
      if (!window || tokens === 0) return;
      const unused = { count: tokens, endsAt: window.endsAt };
      // Taken away before they are given back: used by nobody beats used by two.
      tokens = 0;
      await giveBack(unused);
    },
  };
}
