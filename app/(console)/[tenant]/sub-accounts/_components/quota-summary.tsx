'use client';
import { useQuery } from '@tanstack/react-query';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { isUsedUp } from './quota-figures.ts';
import { spreadOf } from './use-forecasts.ts';

/** The tall bar with its sentence: spent of granted, the share, and when it runs out. */
export function QuotaSummary({ account }: { account: Pick<SubAccountOut, 'id' | 'quota' | 'alertSteps'> }) {
  const trpc = useTRPC();
  const { currency } = useTenant();
  const enabled = useCan('quota:read');
  const quota = useQuery(
    trpc.quotas.get.queryOptions({ subAccountId: account.id }, { enabled, refetchInterval: 30_000 }),
  ).data;
  const known = quota ?? account.quota;
  const usedUp = known ? isUsedUp(known.spent, known.granted) : false;
  const forecast = usedUp ? null : quota?.forecast;
  const spread = forecast ? spreadOf(forecast) : undefined;
  return (
    <QuotaBar
      size="tall"
      spent={known?.spent ?? '0.00'}
      limit={quota ? (quota.enforced ? quota.granted : null) : (account.quota?.granted ?? null)}
      currency={known?.currency ?? currency}
      steps={account.alertSteps}
      runsOut={forecast ? { at: forecast.runsOutAt, ...(spread ? { spreadHours: spread } : {}) } : undefined}
    />
  );
}
