'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { Freshness } from '#components/freshness.tsx';

/** How old the figures of this page are. */
export function SubAccountFreshness({ subAccountId, cloud }: { subAccountId: string; cloud: string }) {
  const t = useTranslations('subAccounts.detail');
  const trpc = useTRPC();
  const enabled = useCan('quota:read');
  const quota = useQuery(trpc.quotas.get.queryOptions({ subAccountId }, { enabled }));
  if (!quota.data) return null;
  return <Freshness source={t('bill', { cloud })} completeThrough={quota.data.freshness.completeThrough} />;
}
