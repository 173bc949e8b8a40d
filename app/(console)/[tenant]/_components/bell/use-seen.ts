'use client';
import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/** When somebody last looked, in milliseconds of the clock; kept in this browser. 0 before the page is alive. */
export function useSeen(area: string): { seenAt: number; look: () => void } {
  const key = `airgate.bell.${area}`;
  const seenAt = useSyncExternalStore(
    subscribe,
    () => read(key),
    // Nothing is news to a page that is only being made.
    () => Number.POSITIVE_INFINITY,
  );
  const look = useCallback(() => {
    try {
      window.localStorage.setItem(key, String(Date.now()));
    } catch {
      // Without a store everything stays news, which is no harm.
    }
    for (const listener of listeners) listener();
  }, [key]);
  return { seenAt, look };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string): number {
  try {
    return Number(window.localStorage.getItem(key) ?? 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
