'use client';
import { useEffect, useState, useSyncExternalStore } from 'react';

export type Late<Parts> = {
  /** Begins to load, once. */
  want: () => Promise<Parts>;
  /** The parts once they are here, and nothing before they are wanted. Throws where they are needed and failed to load. */
  useParts: (wanted: boolean, needed?: boolean) => Parts | null;
  /** For what is drawn only inside of something that `useParts` brought. */
  here: () => Parts;
};

/**
 * Parts of a page that nobody sees before somebody reaches for them. They come after the page, when the browser has
 * nothing else to do, or sooner when they are wanted.
 */
export function late<Parts>(load: () => Promise<Parts>): Late<Parts> {
  let parts: Parts | null = null;
  let failure: unknown;
  let loading: Promise<Parts> | null = null;
  const waiting = new Set<() => void>();

  const settle = () => {
    for (const tell of waiting) tell();
  };
  const subscribe = (tell: () => void) => {
    waiting.add(tell);
    return () => waiting.delete(tell);
  };
  const want = () => {
    loading ??= patiently(load).then(
      (loaded) => {
        parts = loaded;
        settle();
        return loaded;
      },
      (error) => {
        loading = null;
        failure = error;
        settle();
        throw error;
      },
    );
    return loading;
  };
  const begin = () => void want().catch(() => undefined);
  whenIdle(begin);

  return {
    want,
    useParts: (wanted, needed = wanted) => {
      const now = useSyncExternalStore(
        subscribe,
        () => (wanted ? (parts ?? failure) : null),
        () => null,
      );
      useEffect(() => {
        if (wanted) begin();
      }, [wanted]);
      if (needed && !parts && now) throw now;
      return wanted && now ? parts : null;
    },
    here: () => {
      if (!parts) throw new Error('Drawn before it was loaded');
      return parts;
    },
  };
}

const PAUSES_MS = [500, 2000];

/** A script may fail to come over a bad line: it is asked for again, twice. */
async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return load();
}

/** Stays true once it was: what has been opened is not taken away while it closes. */
export function useOnceTrue(now: boolean): boolean {
  const [once, setOnce] = useState(now);
  if (now && !once) setOnce(true);
  return once;
}

/** When the page has been loaded and the browser has nothing else to do. */
export function whenIdle(run: () => void): void {
  if (typeof window === 'undefined') return;
  const later = () => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: 3000 });
    else setTimeout(run, 500);
  };
  if (document.readyState === 'complete') later();
  else window.addEventListener('load', later, { once: true });
}
