'use client';
import { CircleCheck, CircleHelp, ClockAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { formatDate, formatDuration, formatZone } from '#lib/i18n/format.ts';
import { useClock } from './clock.tsx';
import { freshnessState } from './freshness-state.ts';

type FreshnessProps = {
  /** Where the data comes from, in words: "Volcengine bill". */
  source: string;
  /** Everything up to this moment is in; null when nothing arrived so far. */
  completeThrough: string | Date | null;
  /** Milliseconds of lag that are normal for this source. */
  staleAfter?: number;
  timeZone?: string;
  className?: string;
};

const icons = { fresh: CircleCheck, stale: ClockAlert, unknown: CircleHelp };

/** How far the figures on this page can be trusted: source, complete through, lag. */
export function Freshness({ source, completeThrough, staleAfter, timeZone, className }: FreshnessProps) {
  const locale = useLocale();
  const t = useTranslations('status.freshness');
  const clock = useClock();
  const zone = timeZone ?? clock.timeZone;
  const { state, lag } = freshnessState({ completeThrough, now: clock.now, staleAfter });
  const Icon = icons[state];
  const write = (style: 'minuteShort' | 'minute') =>
    completeThrough === null ? '' : formatDate(locale, completeThrough, zone, style);
  const lagText = lag === null ? '' : formatDuration(locale, lag);
  const detail =
    completeThrough === null
      ? t('unknownDetail', { source })
      : `${t('detail', { source, time: write('minute') })} ${formatZone(completeThrough, zone)} · ${t('lag', { lag: lagText })}`;
  return (
    <Tooltip content={detail} side="bottom">
      <button
        type="button"
        className={cn(
          'inline-flex h-6 min-w-0 cursor-default items-center gap-1.5 rounded-sm px-1.5 text-xs tabular-nums',
          state === 'stale' ? 'bg-warning-soft text-warning' : 'text-soft',
          className,
        )}
      >
        <Icon aria-hidden className={cn('size-3.5 shrink-0', state === 'fresh' && 'text-success')} />
        <span className="truncate">
          {state === 'unknown' ? t('unknown') : t(state, { time: write('minuteShort'), lag: lagText })}
        </span>
      </button>
    </Tooltip>
  );
}
