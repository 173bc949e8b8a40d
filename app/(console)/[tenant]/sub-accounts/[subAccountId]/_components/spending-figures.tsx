'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { isUsedUp } from '#app/(console)/[tenant]/sub-accounts/_components/quota-figures.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { Money } from '#components/money.tsx';
import { Stat } from '#components/stat.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDate } from '#lib/i18n/format.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';

/** What is left, how fast it goes, when it is gone, and what the bill's lag may still add. */
export function SpendingFigures({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('subAccounts.figures');
  const locale = useLocale();
  const { timeZone } = useClock();
  const trpc = useTRPC();
  const enabled = useCan('quota:read');
  const answer = useQuery(trpc.quotas.get.queryOptions({ subAccountId: account.id }, { enabled }));
  if (!enabled) return null;
  const quota = answer.data;
  if (!quota) {
    return (
      <div aria-busy className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Skeleton className="h-24 rounded-lg" />
        <Skeleton className="h-24 rounded-lg" />
        <Skeleton className="h-24 rounded-lg" />
        <Skeleton className="h-24 rounded-lg" />
      </div>
    );
  }
  const { burn, forecast, currency, freshness } = quota;
  const over = quota.remaining.startsWith('-');
  const usedUp = quota.enforced && isUsedUp(quota.spent, quota.granted);
  const dash = <span className="font-normal text-faint">–</span>;
  const checked = freshness.checkedAt ? (
    <span>{t.rich('checkedRich', { time: () => <Ago time={freshness.checkedAt} /> })}</span>
  ) : (
    t('neverChecked')
  );
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Stat
        label={over ? t('over') : t('left')}
        value={
          quota.enforced ? (
            <Money
              amount={over ? quota.remaining.slice(1) : quota.remaining}
              currency={currency}
              className={over ? 'text-danger' : ''}
            />
          ) : (
            dash
          )
        }
        hint={quota.enforced ? checked : t('notEnforced')}
      />
      <Stat
        label={t('perDay')}
        value={burn ? <Money amount={burn.perDay} currency={currency} /> : dash}
        hint={burn ? t('perDayHint', { count: burn.days }) : t('noBurn')}
      />
      <Stat
        label={t('runsOut')}
        value={
          usedUp ? (
            <span className="text-danger">{t('usedUp')}</span>
          ) : forecast ? (
            formatDate(locale, forecast.runsOutAt, timeZone, 'minuteShort')
          ) : (
            dash
          )
        }
        hint={
          forecast && !usedUp
            ? forecast.latest
              ? t('range', {
                  from: formatDate(locale, forecast.earliest, timeZone, 'minuteShort'),
                  to: formatDate(locale, forecast.latest, timeZone, 'minuteShort'),
                })
              : t('rangeOpen', { from: formatDate(locale, forecast.earliest, timeZone, 'minuteShort') })
            : t('noForecast')
        }
      />
      <Stat
        label={t('overrun')}
        value={forecast ? <Money amount={forecast.expectedOverrun} currency={currency} /> : dash}
        hint={t('overrunHint')}
      />
    </div>
  );
}
