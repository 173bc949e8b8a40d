'use client';
import { useNow } from 'next-intl';
import { createContext, type ReactNode, useContext } from 'react';

const NowContext = createContext<Date | null>(null);
const ZoneContext = createContext('UTC');

/** One ticking clock for the whole page, so that all relative times move together. Starts at the server's moment. */
export function ClockProvider({ children }: { children: ReactNode }) {
  const now = useNow({ updateInterval: 30_000 });
  return <NowContext value={now}>{children}</NowContext>;
}

/** The tenant's IANA zone for everything below; the tenant's layout mounts it. UTC where there is no tenant. */
export function ZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <ZoneContext value={timeZone}>{children}</ZoneContext>;
}

/** The page's moment and the zone to write times in. */
export function useClock(): { now: Date; timeZone: string } {
  const now = useContext(NowContext);
  const timeZone = useContext(ZoneContext);
  if (!now) throw new Error('useClock needs a ClockProvider above it');
  return { now, timeZone };
}
