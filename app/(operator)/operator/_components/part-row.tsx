'use client';
import {
  BookCheck,
  Cloud,
  Cog,
  Database,
  HardDrive,
  ListTodo,
  type LucideIcon,
  Megaphone,
  MemoryStick,
  SendHorizontal,
  Sigma,
} from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { leadingFigures, type PartName } from '#lib/health-parts.ts';
import { HealthMark } from './health-mark.tsx';
import { HealthStrip, type PartHistory } from './health-strip.tsx';
import { type Part, usePartSentence } from './part-sentence.ts';
import { PartTroubles } from './part-troubles.tsx';
import { Sparkline } from './sparkline.tsx';
import { useFigureWords } from './use-figure-words.ts';

const icons: Record<PartName, LucideIcon> = {
  database: Database,
  jobs: Cog,
  queue: ListTodo,
  outbox: SendHorizontal,
  clouds: Cloud,
  channels: Megaphone,
  ledger: BookCheck,
  totals: Sigma,
  disk: HardDrive,
  memory: MemoryStick,
};

/** Where a part can be looked at more closely. */
const places: Partial<Record<PartName, string>> = {
  jobs: '/operator/jobs',
  queue: '/operator/jobs/runs',
  channels: '/operator/jobs/dead',
};

type PartRowProps = {
  part: Part;
  /** Undefined while it is on its way; null where there is none. */
  history: { of: PartHistory | null; slotMinutes: number } | undefined;
};

/** One part: how it is, since when, who is behind it, and how it was. */
export function PartRow({ part, history }: PartRowProps) {
  const t = useTranslations('operator');
  const sentence = usePartSentence();
  const Icon = icons[part.name];
  const name = t(`health.part.${part.name}`);
  const href = places[part.name];
  const { since } = part;
  return (
    <li className="space-y-3 px-4 py-4">
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 sm:grid-cols-[auto_10rem_minmax(0,1fr)_auto]">
        <Icon aria-hidden className="size-4 text-faint" />
        <h3 className="font-medium text-ink text-sm">
          {href ? (
            <Link href={href} className="underline-offset-4 hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </h3>
        <p className="min-w-0 text-sm text-soft tabular-nums max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2">
          {sentence(part)}
          {since && part.state !== 'ok' ? (
            <span className="ml-2 text-faint text-xs">
              {t.rich('overview.since', { time: () => <Ago time={since} /> })}
            </span>
          ) : null}
        </p>
        <HealthMark state={part.state} />
      </div>
      <PartTroubles part={part} />
      {history === undefined ? (
        <Skeleton className="h-12 w-full" />
      ) : history.of ? (
        <History part={part} history={history.of} slotMinutes={history.slotMinutes} name={name} />
      ) : null}
    </li>
  );
}

type HistoryProps = { part: Part; history: PartHistory; slotMinutes: number; name: string };

function History({ part, history, slotMinutes, name }: HistoryProps) {
  const t = useTranslations('operator.health.history');
  const figureWords = useFigureWords();
  const { unit } = leadingFigures[part.name];
  const means = history.slots.map((slot) => slot.figure);
  const known = history.slots.filter((slot) => slot.figure !== null);
  const samples = known.reduce((sum, slot) => sum + slot.samples, 0);
  const mean = known.reduce((sum, slot) => sum + (slot.figure ?? 0) * slot.samples, 0) / Math.max(1, samples);
  const peak = Math.max(0, ...known.map((slot) => slot.peak ?? 0));
  const words =
    mean === peak
      ? t('flat', { mean: figureWords(mean, unit) })
      : t('figure', { mean: figureWords(mean, unit), peak: figureWords(peak, unit) });
  return (
    <div className="grid gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
      <HealthStrip label={t('strip', { part: name })} history={history} slotMinutes={slotMinutes} />
      {known.length > 0 ? (
        <div className="min-w-0">
          <Sparkline values={means} label={t('spark', { part: name, figures: words })} />
          <p className="mt-1 truncate text-faint text-xs tabular-nums sm:text-right" title={words}>
            {words}
          </p>
        </div>
      ) : null}
    </div>
  );
}
