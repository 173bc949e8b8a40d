'use client';
import { useLocale, useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { type DateStyle, formatAgo, formatDate, formatZone } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { useClock } from './clock.tsx';

type MomentProps = {
  /** RFC 3339; null reads as "never". */
  time: string | Date | null;
  /** Overrides the tenant's zone. */
  timeZone?: string;
  className?: string;
};

/** How long ago, kept up to date; the absolute time in the tenant's zone on hover. */
export function Ago({ time, timeZone, className }: MomentProps) {
  const locale = useLocale();
  const t = useTranslations('common.time');
  const clock = useClock();
  if (time === null) return <span className={cn('text-faint', className)}>{t('never')}</span>;
  const zone = timeZone ?? clock.timeZone;
  const moment = new Date(time);
  const near = Math.abs(moment.getTime() - clock.now.getTime()) < 60_000;
  return (
    <time
      dateTime={moment.toISOString()}
      title={[
        t('inZone', { time: formatDate(locale, moment, zone, 'second'), zone: formatZone(moment, zone) }),
        ...inUtc(locale, moment, { ...clock, timeZone: zone }),
      ].join('\n')}
      className={cn('whitespace-nowrap tabular-nums', className)}
    >
      {near ? t('justNow') : formatAgo(locale, moment, clock.now)}
    </time>
  );
}

type AbsoluteProps = MomentProps & {
  seconds?: boolean;
  /** On the day of this moment the clock says enough, to the second; the whole is on hover. */
  within?: string | undefined;
};

/** The absolute moment in the tenant's zone; the zone itself on hover. */
export function Moment({ time, timeZone, className, seconds, within }: AbsoluteProps) {
  const locale = useLocale();
  const t = useTranslations('common.time');
  const clock = useClock();
  if (time === null) return <span className={cn('text-faint', className)}>{t('never')}</span>;
  const zone = timeZone ?? clock.timeZone;
  const moment = new Date(time);
  const write = (style: DateStyle) => formatDate(locale, moment, zone, style);
  const short = within !== undefined && write('day') === formatDate(locale, within, zone, 'day');
  return (
    <time
      dateTime={moment.toISOString()}
      title={[
        ...(short ? [write('second')] : []),
        formatZone(moment, zone),
        ...inUtc(locale, moment, { ...clock, timeZone: zone }),
      ].join('\n')}
      className={cn('whitespace-nowrap tabular-nums', className)}
    >
      {write(short ? 'clock' : seconds ? 'second' : 'minute')}
    </time>
  );
}

/** A second line for readers who compare with logs; none where the first is in UTC already. */
function inUtc(locale: Locale, moment: Date, { timeZone, besideUtc }: ReturnType<typeof useClock>): string[] {
  return besideUtc && timeZone !== 'UTC' ? [`${formatDate(locale, moment, 'UTC', 'second')} · UTC`] : [];
}
