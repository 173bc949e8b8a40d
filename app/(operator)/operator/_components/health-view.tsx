'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryState } from 'nuqs';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { healthRanges } from '#lib/choices.ts';
import type { HealthOut } from '#server/platform/schema.ts';
import { healthLooks } from './health-mark.tsx';
import { rangeInAddress } from './health-range.ts';
import { HealthSkeleton } from './health-skeleton.tsx';
import { PartRow } from './part-row.tsx';
import { StripLegend } from './strip-legend.tsx';

const REFRESH_MS = 10_000;
/** Samples come once a minute. */
const HISTORY_REFRESH_MS = 60_000;

/** The whole first, then every part; asks again by itself, and keeps the last answer in sight when one fails. */
export function HealthView() {
  const t = useTranslations('operator');
  const trpc = useTRPC();
  const [range, setRange] = useQueryState('range', rangeInAddress);
  const health = useQuery({
    ...trpc.platform.health.queryOptions({}),
    refetchInterval: REFRESH_MS,
    staleTime: 0,
  });
  const history = useQuery({
    ...trpc.platform.healthHistory.queryOptions({ range }),
    refetchInterval: HISTORY_REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  if (!health.data) {
    return health.isError ? (
      <ProblemPanel
        error={health.error}
        onRetry={() => void health.refetch()}
        retrying={health.isRefetching}
      />
    ) : (
      <HealthSkeleton />
    );
  }
  const past = history.data;
  return (
    <div className="space-y-8">
      {health.isError ? <ProblemPanel error={health.error} /> : null}
      <Whole
        health={health.data}
        stale={health.isError}
        asking={health.isFetching}
        onAsk={() => void health.refetch()}
      />
      <Section
        title={t('overview.parts')}
        actions={
          <SegmentedControl
            label={t('health.history.range')}
            value={range}
            onValueChange={(value) => void setRange(value)}
            segments={healthRanges.map((value) => ({ value, label: t(`health.history.${value}`) }))}
          />
        }
      >
        {history.isError && !past ? (
          <ProblemPanel
            error={history.error}
            onRetry={() => void history.refetch()}
            retrying={history.isRefetching}
          />
        ) : null}
        <ul
          aria-busy={history.isPlaceholderData || undefined}
          className={cn(
            'divide-y divide-line rounded-lg border border-line bg-surface transition-opacity',
            history.isPlaceholderData && 'opacity-60',
          )}
        >
          {health.data.parts.map((part) => (
            <PartRow
              key={part.name}
              part={part}
              history={
                past
                  ? {
                      of: past.parts.find(({ name }) => name === part.name) ?? null,
                      slotMinutes: past.slotMinutes,
                    }
                  : history.isError
                    ? { of: null, slotMinutes: 0 }
                    : undefined
              }
            />
          ))}
        </ul>
        <StripLegend />
      </Section>
    </div>
  );
}

type WholeProps = { health: HealthOut; stale: boolean; asking: boolean; onAsk: () => void };

function Whole({ health, stale, asking, onAsk }: WholeProps) {
  const t = useTranslations('operator.overview');
  const { state, at, parts } = health;
  const { icon: Icon, mark, ground } = healthLooks[state];
  const count = parts.filter((part) => part.state === state).length;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex min-w-0 items-center gap-3">
        <span className={cn('grid size-10 shrink-0 place-items-center rounded-lg', ground)}>
          <Icon aria-hidden className={cn('size-5', mark)} />
        </span>
        <div role="status" className="min-w-0">
          <p className="font-semibold text-ink text-lg">{t(`all.${state}`)}</p>
          <p className="text-sm text-soft">{t(`allBody.${state}`, { count })}</p>
        </div>
      </div>
      <div className="flex items-center gap-3">
        <p className={cn('text-xs', stale ? 'text-warning' : 'text-faint')}>
          {t.rich(stale ? 'stale' : 'asked', { time: () => <Ago time={at} /> })}
        </p>
        <Button size="sm" onClick={onAsk} aria-busy={asking || undefined}>
          <RefreshCw
            aria-hidden
            className={cn('size-3.5', asking && 'animate-spin motion-reduce:animate-none')}
          />
          {t('refresh')}
        </Button>
      </div>
    </div>
  );
}
