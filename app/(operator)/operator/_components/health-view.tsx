'use client';
import { useQuery } from '@tanstack/react-query';
import {
  BookCheck,
  Cloud,
  Cog,
  Database,
  HardDrive,
  type LucideIcon,
  Megaphone,
  RefreshCw,
  SendHorizontal,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import type { HealthOut, PartName } from '#server/platform/schema.ts';
import { HealthMark, healthLooks } from './health-mark.tsx';
import { HealthSkeleton } from './health-skeleton.tsx';
import { JobFigures } from './job-figures.tsx';
import { type Part, usePartSentence } from './part-sentence.ts';

const REFRESH_MS = 10_000;

/** The whole first, then every part; asks again by itself, and keeps the last answer in sight when one fails. */
export function HealthView() {
  const t = useTranslations('operator.overview');
  const trpc = useTRPC();
  const health = useQuery({
    ...trpc.platform.health.queryOptions({}),
    refetchInterval: REFRESH_MS,
    staleTime: 0,
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
  const { parts } = health.data;
  const jobs = parts.find((part) => part.name === 'jobs');
  return (
    <div className="space-y-8">
      {health.isError ? <ProblemPanel error={health.error} /> : null}
      <Whole
        health={health.data}
        stale={health.isError}
        asking={health.isFetching}
        onAsk={() => void health.refetch()}
      />
      {jobs?.detail.embedded === true ? (
        <Section title={t('jobs')} description={t('jobsBody')}>
          <JobFigures detail={jobs.detail} />
        </Section>
      ) : null}
      <Section title={t('parts')}>
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {parts.map((part) => (
            <PartRow key={part.name} part={part} />
          ))}
        </ul>
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

const icons: Record<PartName, LucideIcon> = {
  database: Database,
  jobs: Cog,
  outbox: SendHorizontal,
  clouds: Cloud,
  channels: Megaphone,
  ledger: BookCheck,
  disk: HardDrive,
};

function PartRow({ part }: { part: Part }) {
  const t = useTranslations('operator');
  const sentence = usePartSentence();
  const Icon = icons[part.name];
  const { since } = part;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-3 sm:grid-cols-[auto_12rem_minmax(0,1fr)_auto]">
      <Icon aria-hidden className="size-4 text-faint" />
      <p className="font-medium text-ink text-sm">{t(`health.part.${part.name}`)}</p>
      <p className="min-w-0 text-sm text-soft tabular-nums max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2">
        {sentence(part)}
        {since && part.state !== 'ok' ? (
          <span className="ml-2 text-faint text-xs">
            {t.rich('overview.since', { time: () => <Ago time={since} /> })}
          </span>
        ) : null}
      </p>
      <HealthMark state={part.state} />
    </li>
  );
}
