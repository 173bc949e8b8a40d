'use client';
import { useLocale, useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { HeatCalendar } from '#components/heat-calendar.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDay } from '#lib/i18n/format.ts';
import { calendarDays } from './period.ts';
import { useDays } from './use-figures.ts';
import type { SpendingState } from './use-spending-state.ts';
import { useCompleteness, useNameOf, useSubtitle } from './use-words.ts';

/** A year of days at a glance, with those of the page framed; a click shows one day alone. */
export function CalendarPanel({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.calendar');
  const locale = useLocale();
  const { slug, currency } = useTenant();
  const nameOf = useNameOf();
  const shown = calendarDays(state.range, state.today);
  const days = useDays(state.filters, shown);
  const complete = useCompleteness(state.filters);
  const subtitle = useSubtitle(state.filters, t('upTo', { day: formatDay(locale, shown.to) }));
  if (days.isError && !days.data) {
    return (
      <ProblemPanel error={days.error} onRetry={() => void days.refetch()} retrying={days.isRefetching} />
    );
  }
  if (!days.data) return <Skeleton className="h-75 w-full rounded-lg" />;
  return (
    <HeatCalendar
      title={t('title')}
      anchor="calendar"
      days={days.data.days}
      currency={currency}
      completeDay={complete.day}
      chosen={state.range}
      onPick={state.pick}
      noName={nameOf('project', '')}
      fileName={`${slug}-spending-calendar-${shown.to}`}
      subtitle={subtitle}
      footnote={complete.footnote}
      busy={days.isPlaceholderData}
    />
  );
}
