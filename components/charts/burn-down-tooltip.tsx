'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Moment } from '#components/ago.tsx';
import { Money } from '#components/money.tsx';
import { formatBasisPoints, formatDay, shareOf } from '#lib/i18n/format.ts';
import type { SpentDay } from './burn-down-layout.ts';
import type { ForecastAmounts } from './forecast-amounts.ts';
import { ChartTooltip, TooltipNames, TooltipPart } from './tooltip.tsx';

type BurnDownTooltipProps = {
  /** Undefined for a day to come. */
  day: SpentDay | undefined;
  date: string;
  forecast: ForecastAmounts | null;
  granted: string | null;
  currency: string;
  changes: readonly { at: string; label: string; amount: string | null }[];
};

/** One day of a burn-down: what it cost, what that makes in all, where it went, and what was done that day. */
export function BurnDownTooltip({ day, date, forecast, granted, currency, changes }: BurnDownTooltipProps) {
  const locale = useLocale();
  const t = useTranslations('common.chart');
  const title = formatDay(locale, date, 'weekDay');
  if (!day) {
    if (!forecast) return null;
    const rows = [
      {
        label: t('forecast'),
        amount: forecast.expected,
        color: 'var(--chart-1)',
        mark: 'dashed' as const,
        strong: true,
      },
      { label: t('low'), amount: forecast.low },
      { label: t('high'), amount: forecast.high },
    ];
    return <ChartTooltip title={title} currency={currency} rows={rows} />;
  }
  const share = granted === null ? null : shareOf(day.spent, granted);
  const { projects = [], projectCount = projects.length } = day;
  return (
    <ChartTooltip
      title={title}
      currency={currency}
      rows={[
        { label: t('amount'), amount: day.amount },
        { label: t('spent'), amount: day.spent, color: 'var(--chart-1)', mark: 'line', strong: true },
      ]}
    >
      {share === null ? null : (
        <p className="text-right text-faint tabular-nums">
          {t('ofQuota', { percent: formatBasisPoints(locale, share) })}
        </p>
      )}
      {projects.length > 0 ? (
        <TooltipPart title={t('dayBreakdown')}>
          <TooltipNames
            names={projects}
            more={
              projectCount > projects.length
                ? t('moreProjects', { count: projectCount - projects.length })
                : undefined
            }
          />
        </TooltipPart>
      ) : null}
      {changes.length > 0 ? (
        <ul className="mt-1.5 space-y-0.5 border-line border-t pt-1.5">
          {changes.map(({ at, label, amount }) => (
            <li key={`${at} ${label}`} className="flex justify-between gap-4">
              <span className="text-soft">{label}</span>
              {amount ? (
                <Money amount={amount} className="text-ink" />
              ) : (
                <Moment time={at} className="text-ink" />
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </ChartTooltip>
  );
}
