'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { Freshness } from '#components/freshness.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** How far the bill of an account is complete. */
export function BillFreshness({ cloudAccountId, className }: { cloudAccountId: string; className?: string }) {
  const t = useTranslations('clouds.check');
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const summary = useQuery(trpc.spending.summary.queryOptions({}, { enabled, staleTime: 30_000 }));
  const account = summary.data?.cloudAccounts.find((one) => one.cloudAccountId === cloudAccountId);
  if (summary.isLoading) return <Skeleton className="my-1 w-32" />;
  if (!account) return <span className="text-faint">–</span>;
  return (
    <Freshness
      source={t('source', { name: account.name })}
      completeThrough={account.freshness.completeThrough}
      {...(className ? { className } : {})}
    />
  );
}
