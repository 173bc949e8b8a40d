'use client';
import { StatusBadge } from '#components/status-badge.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { useCheckLag } from './use-check-lag.ts';

/** Whether the cloud answers and its figures are recent. */
export function CloudStatus({ account }: { account: CloudAccount }) {
  const { stale } = useCheckLag(account);
  if (account.status === 'failing') return <StatusBadge status="failed" />;
  return <StatusBadge status={stale ? 'stale' : 'active'} />;
}
