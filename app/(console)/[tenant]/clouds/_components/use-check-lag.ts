'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import type { CloudAccount } from './cloud-list.ts';

const MINUTE = 60_000;
/** A check or two may be late or slow without anything being wrong. */
const ALLOWED_INTERVALS = 3;
const DEFAULT_MINUTES = 10;

/** How long ago the bill was last read, in milliseconds, and whether the schedule says that is too long. */
export function useCheckLag(account: Pick<CloudAccount, 'checkedAt' | 'connectedAt'>) {
  const trpc = useTRPC();
  const { now } = useClock();
  const enabled = useCan('setting:read');
  const settings = useQuery(trpc.settings.list.queryOptions({}, { enabled, staleTime: 5 * MINUTE }));
  const interval = settings.data?.items.find(({ key }) => key === 'spending.checkIntervalMinutes')?.value;
  const minutes = typeof interval === 'number' ? interval : DEFAULT_MINUTES;
  const lag = now.getTime() - new Date(account.checkedAt ?? account.connectedAt).getTime();
  return { minutes, lag: Math.max(0, lag), stale: lag > ALLOWED_INTERVALS * minutes * MINUTE };
}
