'use client';
import { useEffect, useSyncExternalStore } from 'react';
import { zoneCookie } from './viewer-zone.ts';

const never = () => () => undefined;

/** The zone that the reader's browser is in. Operators have no tenant whose zone could count, and logs are in UTC. */
export function useViewerZone(known: string): string {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => known,
  );
  useEffect(() => {
    if (zone === known) return;
    // Remembering spares the next page its change of times; without a cookie store it changes again.
    void window.cookieStore?.set({ name: zoneCookie, value: zone, path: '/operator', sameSite: 'lax' });
  }, [zone, known]);
  return zone;
}
