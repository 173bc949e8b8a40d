'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { completeDay } from '#app/(console)/[tenant]/spending/_components/period.ts';
import { useNameOf } from '#app/(console)/[tenant]/spending/_components/use-words.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { HeatCalendar } from '#components/heat-calendar.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import type { Span } from './inputs.ts';
import { useQuota } from './use-quota.ts';
import { useInputs } from './use-spending.ts';

/** A year of days of this sub-account; a click shows the day on the spending page. */
export function CalendarPanel({ account, span }: { account: SubAccountDetailOut; span: Span }) {
  const t = useTranslations('spending.calendar');
  const { slug, timeZone } = useTenant();
  const trpc = useTRPC();
  const router = useRouter();
  const nameOf = useNameOf();
  const { range, calendar } = useInputs(account.id, span);
  const quota = useQuota(account.id);
  const days = useQuery(
    trpc.spending.days.queryOptions(calendar, { placeholderData: keepPreviousData, staleTime: 60_000 }),
  );
  if (days.isError && !days.data) {
    return <ProblemPanel error={days.error} onRetry={() => void days.refetch()} />;
  }
  if (!days.data) return <Skeleton className="h-75 w-full rounded-lg" />;
  return (
    <HeatCalendar
      title={t('title')}
      anchor="calendar"
      days={days.data.days}
      currency={days.data.currency}
      completeDay={completeDay(quota?.freshness.completeThrough ?? null, timeZone)}
      chosen={range}
      onPick={(day) => router.push(`/${slug}/spending?subAccount=${account.id}&days=${day}..${day}`)}
      noName={nameOf('project', '')}
      fileName={`${account.userName}-calendar-${calendar.to}`}
      subtitle={account.userName}
    />
  );
}
