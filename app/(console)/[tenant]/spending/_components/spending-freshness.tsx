'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { Freshness } from '#components/freshness.tsx';

/** How far the figures of a page go that adds up every bill: as far as the one that is furthest behind. */
export function SpendingFreshness() {
  const t = useTranslations('spending');
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const summary = useQuery(trpc.spending.summary.queryOptions({}, { enabled, staleTime: 30_000 }));
  const [first, ...others] = summary.data?.cloudAccounts ?? [];
  if (!first) return null;
  const last = others.reduce(
    (slowest, one) =>
      (one.freshness.completeThrough ?? '') < (slowest.freshness.completeThrough ?? '') ? one : slowest,
    first,
  );
  return (
    <Freshness source={t('bill', { name: last.name })} completeThrough={last.freshness.completeThrough} />
  );
}
