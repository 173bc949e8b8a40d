'use client';
import { useCallback, useState } from 'react';
import { parseRecent, type RecentEntry, withRecent } from './recent.ts';

/** What this person opened lately in one area of the console; kept in the browser under the area's name. */
export function useRecent(area: string) {
  const key = `airgate.recent.${area}`;
  const [recent, setRecent] = useState<readonly RecentEntry[]>([]);
  const read = useCallback(() => setRecent(parseRecent(stored(key))), [key]);
  const add = useCallback(
    (entry: RecentEntry) => {
      const next = withRecent(parseRecent(stored(key)), entry);
      try {
        window.localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing still shows pages.
      }
      setRecent(next);
    },
    [key],
  );
  return { recent, read, add };
}

function stored(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}
