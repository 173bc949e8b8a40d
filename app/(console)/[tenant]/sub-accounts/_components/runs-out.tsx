'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useClock } from '#components/clock.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDate, formatDuration } from '#lib/i18n/format.ts';
import { isUsedUp } from './quota-figures.ts';
import { type Forecast, spreadOf } from './use-forecasts.ts';

const DAY = 86_400_000;

type RunsOutProps = {
  account: { id: string; quota: { spent: string; granted: string } | null };
  forecasts: ReadonlyMap<string, Forecast> | undefined;
  timeZone: string;
};

/** When the quota is expected to be gone; soon is written louder, and the range is on hover. */
export function RunsOut({ account, forecasts, timeZone }: RunsOutProps) {
  const locale = useLocale();
  const t = useTranslations('subAccounts.runsOut');
  const { now } = useClock();
  if (!account.quota) return <span className="text-faint">–</span>;
  if (isUsedUp(account.quota.spent, account.quota.granted)) {
    return <span className="font-medium text-danger">{t('usedUp')}</span>;
  }
  if (!forecasts) return <Skeleton className="ml-auto h-3 w-16" />;
  const forecast = forecasts.get(account.id);
  if (!forecast) return <span className="text-faint">{t('none')}</span>;
  const left = Date.parse(forecast.runsOutAt) - now.getTime();
  const spread = spreadOf(forecast);
  const exact = formatDate(locale, forecast.runsOutAt, timeZone, 'minute');
  const range = spread ? ` ± ${formatDuration(locale, spread * 3_600_000)}` : '';
  return (
    <time
      dateTime={forecast.runsOutAt}
      title={`${exact}${range}`}
      className={cn('whitespace-nowrap', left < 2 * DAY ? 'font-medium text-warning' : 'text-soft')}
    >
      {formatDate(
        locale,
        forecast.runsOutAt,
        timeZone,
        left < 6 * DAY ? 'weekTime' : left < 300 * DAY ? 'dayShort' : 'day',
      )}
    </time>
  );
}
