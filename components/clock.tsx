'use client';
import { useNow } from 'next-intl';
import { createContext, type ReactNode, useContext, useMemo } from 'react';

const NowContext = createContext<Date | null>(null);
const ZoneContext = createContext({ timeZone: 'UTC', besideUtc: false });

/** One ticking clock for the whole page, so that all relative times move together. Starts at the server's moment. */
export function ClockProvider({ children }: { children: ReactNode }) {
  const now = useNow({ updateInterval: 30_000 });
  return <NowContext value={now}>{children}</NowContext>;
}

type ZoneProviderProps = {
  timeZone: string;
  /** Hovering over a time says it in UTC too, for whoever compares it with logs. */
  besideUtc?: boolean;
  children: ReactNode;
};

/** The IANA zone for everything below: the tenant's, mounted by its layout; in the operator area the reader's own. */
export function ZoneProvider({ timeZone, besideUtc = false, children }: ZoneProviderProps) {
  const zone = useMemo(() => ({ timeZone, besideUtc }), [timeZone, besideUtc]);
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

/** The page's moment and the zone to write times in. */
export function useClock(): { now: Date; timeZone: string; besideUtc: boolean } {
  const now = useContext(NowContext);
  const zone = useContext(ZoneContext);
  if (!now) throw new Error('useClock needs a ClockProvider above it');
  return { now, ...zone };
}
