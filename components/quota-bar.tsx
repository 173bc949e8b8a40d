'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';
import { formatBasisPoints, formatDate, formatDuration, formatMoneyExact } from '#lib/i18n/format.ts';
import { addAmounts, subtractAmounts } from './amounts.ts';
import { useClock } from './clock.tsx';
import { Money } from './money.tsx';
import { type QuotaGeometry, quotaGeometry } from './quota-geometry.ts';
import { nearStyle } from './quota-words.ts';

export type QuotaBarProps = {
  /** Billed so far; decimal strings throughout. */
  spent: string;
  /** Seen by a meter but not on a bill yet; drawn hatched, after what is billed. */
  estimated?: string;
  /** Held for work under way; drawn pale. */
  reserved?: string;
  /** Null where no quota was ever allocated. */
  limit: string | null;
  currency: string;
  /** Alert steps in percent of the quota. */
  steps?: readonly number[];
  /** When it is expected to run out, and give or take how many hours. */
  runsOut?: { at: string; spreadHours?: number } | undefined;
  /** `thin` for table cells, `tall` for pages. */
  size?: 'thin' | 'tall';
  /** Leaves out what the figures around the bar say already; hatched and pale parts keep their names. */
  bare?: boolean;
  className?: string;
};

const fills = {
  none: 'text-quota',
  calm: 'text-quota',
  warning: 'text-quota-warning',
  over: 'text-quota-danger',
};

/** How much of a quota is gone, in which certainty, and when the rest will be. */
export function QuotaBar({ size = 'thin', className, ...quota }: QuotaBarProps) {
  const geometry = quotaGeometry(quota);
  return size === 'thin' ? (
    <ThinBar quota={quota} geometry={geometry} className={className} />
  ) : (
    <TallBar quota={quota} geometry={geometry} className={className} />
  );
}

type PartProps = { quota: QuotaBarProps; geometry: QuotaGeometry; className?: string | undefined };

function ThinBar({ quota, geometry, className }: PartProps) {
  const locale = useLocale();
  const t = useTranslations('status.quota');
  if (geometry.used === null) return <span className={cn('text-faint text-xs', className)}>{t('none')}</span>;
  return (
    <div className={cn('flex min-w-30 items-center gap-2', className)}>
      <Track quota={quota} geometry={geometry} className="h-1.5" />
      <span
        className={cn(
          'w-11 shrink-0 text-right text-xs tabular-nums',
          geometry.level === 'over'
            ? 'font-medium text-danger'
            : geometry.level === 'warning'
              ? 'text-warning'
              : 'text-soft',
        )}
      >
        {formatBasisPoints(locale, Math.floor(geometry.used / 100) * 100)}
      </span>
    </div>
  );
}

function TallBar({ quota, geometry, className }: PartProps) {
  const locale = useLocale();
  const t = useTranslations('status.quota');
  const { now, timeZone } = useClock();
  const used = addAmounts(quota.spent, quota.estimated ?? '0');
  if (quota.limit === null || geometry.used === null) {
    return (
      <div className={cn('space-y-2', className)}>
        <p className="flex items-baseline gap-2 text-base">
          <Money amount={used} currency={quota.currency} className="font-semibold text-lg" />
          <span className="text-faint">{t('none')}</span>
        </p>
        <Track quota={quota} geometry={geometry} className="h-3" />
      </div>
    );
  }
  const bare = quota.bare && !quota.estimated && !quota.reserved;
  const left = subtractAmounts(quota.limit, addAmounts(used, quota.reserved ?? '0'));
  const over = left.startsWith('-');
  const runsOut = quota.runsOut
    ? {
        time: formatDate(locale, quota.runsOut.at, timeZone, nearStyle(quota.runsOut.at, now)),
        spread: quota.runsOut.spreadHours
          ? formatDuration(locale, quota.runsOut.spreadHours * 3_600_000)
          : '',
      }
    : null;
  return (
    <div className={cn('min-w-0 space-y-2', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-soft text-sm tabular-nums">
        <p>
          {t.rich('ofRich', {
            spent: () => (
              <Money amount={used} currency={quota.currency} className="font-semibold text-ink text-xl" />
            ),
            limit: () => <Money amount={quota.limit ?? '0'} className="text-base" />,
          })}
        </p>
        <p className="flex items-baseline gap-x-2">
          {runsOut ? (
            <>
              <span>{runsOut.spread ? t('runsOutSpread', runsOut) : t('runsOut', runsOut)}</span>
              <Dot />
            </>
          ) : null}
          <span
            className={cn(
              'font-semibold text-lg',
              geometry.level === 'over'
                ? 'text-danger'
                : geometry.level === 'warning'
                  ? 'text-warning'
                  : 'text-ink',
            )}
          >
            {formatBasisPoints(locale, Math.floor(geometry.used / 10) * 10)}
          </span>
        </p>
      </div>
      <div className="pb-5">
        <Track quota={quota} geometry={geometry} className="h-3" labelled />
      </div>
      <dl className={cn('flex flex-wrap gap-x-5 gap-y-1 text-xs', bare && 'hidden')}>
        <Entry label={t('billed')} swatch={cn('bg-current', fills[geometry.level])}>
          <Money amount={quota.spent} />
        </Entry>
        {quota.estimated ? (
          <Entry label={t('estimated')} swatch={cn('hatched', fills[geometry.level])}>
            <Money amount={quota.estimated} />
          </Entry>
        ) : null}
        {quota.reserved ? (
          <Entry label={t('reserved')} swatch={cn('bg-current opacity-30', fills[geometry.level])}>
            <Money amount={quota.reserved} />
          </Entry>
        ) : null}
        <Entry
          label={over ? t('over') : t('left')}
          swatch={over ? '' : 'border border-line-strong bg-quota-track'}
        >
          <Money
            amount={over ? left.slice(1) : left}
            className={cn('font-medium', over ? 'text-danger' : 'text-ink')}
          />
        </Entry>
      </dl>
    </div>
  );
}

function Dot() {
  return (
    <span aria-hidden className="text-faint">
      ·
    </span>
  );
}

function Entry({ label, swatch, children }: { label: string; swatch: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-1.5">
      {swatch ? <span aria-hidden className={cn('size-2.5 rounded-[2px]', swatch)} /> : null}
      <dt className="text-soft">{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

function Track({ quota, geometry, className, labelled }: PartProps & { labelled?: boolean }) {
  const locale = useLocale();
  const t = useTranslations('status.quota');
  const percent = geometry.used === null ? null : formatBasisPoints(locale, geometry.used);
  const width = (points: number) => ({ width: `${points / 100}%` });
  const title = [
    `${t('billed')} ${formatMoneyExact(locale, quota.spent)}`,
    quota.estimated ? `${t('estimated')} ${formatMoneyExact(locale, quota.estimated)}` : null,
    quota.reserved ? `${t('reserved')} ${formatMoneyExact(locale, quota.reserved)}` : null,
    quota.limit === null ? null : `${t('limit')} ${formatMoneyExact(locale, quota.limit)}`,
  ].filter(Boolean);
  return (
    <div
      title={`${title.join(' · ')} ${quota.currency}`}
      className={cn('relative w-full min-w-0', fills[geometry.level], className)}
    >
      <meter
        className="sr-only"
        min={0}
        max={100}
        value={geometry.used === null ? 0 : Math.min(100, geometry.used / 100)}
        aria-label={t('limit')}
        aria-valuetext={percent === null ? t('barNone') : t('bar', { percent })}
      />
      <div className="flex size-full overflow-hidden rounded-[3px] bg-quota-track">
        <div className="h-full bg-current" style={width(geometry.spent)} />
        <div className="hatched h-full" style={width(geometry.estimated)} />
        <div className="h-full bg-current opacity-30" style={width(geometry.reserved)} />
      </div>
      {geometry.steps.map((step) => (
        <div
          key={step.percent}
          aria-hidden
          className="absolute inset-y-0"
          style={{ left: `${step.at / 100}%` }}
        >
          <div className="h-full w-px bg-surface" />
          {labelled && step.named ? (
            <span
              className={cn(
                'absolute top-full mt-1 -translate-x-1/2 text-xs tabular-nums',
                step.reached ? 'font-medium text-ink' : 'text-faint',
              )}
            >
              {step.percent}
            </span>
          ) : null}
        </div>
      ))}
      {geometry.limitAt < 10_000 ? (
        <div aria-hidden className="absolute -inset-y-1" style={{ left: `${geometry.limitAt / 100}%` }}>
          <div className="h-full w-0.5 -translate-x-px bg-ink" />
          {labelled ? (
            <span className="absolute top-full -translate-x-1/2 font-medium text-ink text-xs tabular-nums">
              100
            </span>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
