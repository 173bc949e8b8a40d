'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { ChartView } from '#components/charts/chart-view.tsx';
import { Swatch } from '#components/charts/legend.tsx';
import { Plot } from '#components/charts/plot.tsx';
import { useClock } from '#components/clock.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatCount, formatDay } from '#lib/i18n/format.ts';
import { addDays, dayOf } from '#lib/periods.ts';
import type { KeyUsage } from '#server/keys/schema.ts';
import { placesOf, UsageBars } from './usage-bars.tsx';
import { outcomeColors, outcomes } from './usage-outcomes.ts';

const spans = ['30', '90'] as const;
type Span = (typeof spans)[number];
const HEIGHT = 220;

/** Requests by day and by how they ended. */
export function UsageChart({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys.usage');
  const { timeZone } = useTenant();
  const { now } = useClock();
  const trpc = useTRPC();
  const [span, setSpan] = useState<Span>('30');
  const today = dayOf(now, timeZone);
  const range = span === '30' ? {} : { from: addDays(today, 1 - Number(span)), to: today };
  const usage = useQuery({
    ...trpc.keys.usage.queryOptions({ keyId: apiKey.id, ...range }, { refetchInterval: 15_000 }),
    placeholderData: keepPreviousData,
  });
  if (usage.isError && !usage.data)
    return <ProblemPanel error={usage.error} onRetry={() => void usage.refetch()} />;
  if (!usage.data) return <Skeleton className="h-90 w-full rounded-lg" />;
  return (
    <Drawn
      days={usage.data.days}
      fileName={`key-usage-${apiKey.id}`}
      subtitle={apiKey.name}
      busy={usage.isPlaceholderData}
      controls={
        <SegmentedControl<Span>
          label={t('span')}
          value={span}
          onValueChange={setSpan}
          segments={spans.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
        />
      }
    />
  );
}

type DrawnProps = {
  days: KeyUsage['days'];
  fileName: string;
  subtitle: string;
  busy: boolean;
  controls: React.ReactNode;
};

function Drawn({ days, ...view }: DrawnProps) {
  const t = useTranslations('keys.usage');
  const locale = useLocale();
  const sum = (of: (day: KeyUsage['days'][number]) => number) =>
    days.reduce((total, day) => total + of(day), 0);
  const total = sum(({ requests }) => requests);
  const shown = outcomes.filter((outcome) => sum((day) => day[outcome]) > 0);
  const count = (value: number) => formatCount(locale, value);
  const tooltip = (index: number) => {
    const day = days[index];
    if (!day) return null;
    return (
      <div className="min-w-44 rounded-md border border-line bg-raised px-3 py-2 text-left text-xs shadow-pop">
        <p className="mb-1 font-medium text-ink">{formatDay(locale, day.day, 'weekDay')}</p>
        <ul className="space-y-0.5 tabular-nums">
          {shown.map((outcome) => (
            <li key={outcome} className="flex items-center gap-2">
              <Swatch color={outcomeColors[outcome]} mark={undefined} />
              <span className="flex-1 text-soft">{t(`outcome.${outcome}`)}</span>
              <span className="text-ink">{count(day[outcome])}</span>
            </li>
          ))}
          <li className="flex justify-between gap-4 font-medium text-ink">
            {t('requests')} <span>{count(day.requests)}</span>
          </li>
        </ul>
      </div>
    );
  };
  return (
    <ChartView
      {...view}
      title={t('title')}
      aside={<span className="text-sm text-soft tabular-nums">{t('total', { count: count(total) })}</span>}
      empty={total === 0}
      legend={shown.map((outcome) => ({
        label: `${t(`outcome.${outcome}`)} ${count(sum((day) => day[outcome]))}`,
        color: outcomeColors[outcome],
      }))}
      table={{
        columns: [
          { label: t('day') },
          ...[...outcomes.map((outcome) => t(`outcome.${outcome}`)), t('requests')].map((label) => ({
            label,
            align: 'end' as const,
          })),
        ],
        rows: days.map((day) => [
          { text: formatDay(locale, day.day), csv: day.day },
          ...[...outcomes.map((outcome) => day[outcome]), day.requests].map((value) => ({
            text: count(value),
            csv: String(value),
          })),
        ]),
      }}
    >
      {total === 0 ? (
        <p className="grid place-items-center text-sm text-soft" style={{ height: HEIGHT }}>
          {t('none')}
        </p>
      ) : (
        <Plot
          label={t('title')}
          height={HEIGHT}
          tooltip={tooltip}
          draw={(canvas) => <UsageBars canvas={canvas} days={days} />}
          stops={{
            count: days.length,
            placesAt: (width) => placesOf(width, days.length).all,
            say: (index) => {
              const day = days[index];
              return day
                ? `${formatDay(locale, day.day)}: ${t('total', { count: count(day.requests) })}`
                : '';
            },
          }}
        />
      )}
    </ChartView>
  );
}
