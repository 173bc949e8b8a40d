'use client';
import { Info } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { isUsedUp } from '#app/(console)/[tenant]/sub-accounts/_components/quota-figures.ts';
import { spreadOf } from '#app/(console)/[tenant]/sub-accounts/_components/use-forecasts.ts';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { nearStyle } from '#components/quota-words.ts';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { formatDate, formatDuration } from '#lib/i18n/format.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { type Quota, useQuota } from './use-quota.ts';

const HOUR = 3_600_000;

/** How much of the quota is gone, when the rest will be, and the figures behind that sentence. */
export function QuotaCard({ account }: { account: SubAccountDetailOut }) {
  const { currency } = useTenant();
  const enabled = useCan('quota:read');
  const quota = useQuota(account.id);
  const known = quota ?? account.quota;
  const limit = quota ? (quota.enforced ? quota.granted : null) : (account.quota?.granted ?? null);
  return (
    <Card>
      <div className="space-y-3 px-4 pt-4 pb-3.5">
        <QuotaBar
          size="tall"
          bare
          spent={known?.spent ?? '0.00'}
          limit={limit}
          currency={known?.currency ?? currency}
          steps={account.alertSteps}
        />
        {quota ? (
          <ForecastSentence quota={quota} cutOff={account.status === 'cut_off'} />
        ) : enabled ? (
          <Skeleton className="h-5 w-96 max-w-full" />
        ) : null}
      </div>
      {quota ? <QuotaFacts quota={quota} /> : enabled ? <Skeleton className="m-4 h-12" /> : null}
    </Card>
  );
}

/** When the quota runs out, as a sentence that says what it was worked out from. */
function ForecastSentence({ quota, cutOff }: { quota: Quota; cutOff: boolean }) {
  const t = useTranslations('quotas.outlook');
  const locale = useLocale();
  const { now, timeZone } = useClock();
  const { forecast, burn, currency } = quota;
  const look = 'text-pretty text-sm text-soft';
  if (!quota.enforced) return <p className={look}>{t('unlimited')}</p>;
  // Of who is cut off for it, the page says so above already.
  if (isUsedUp(quota.spent, quota.granted)) return cutOff ? null : <p className={look}>{t('usedUp')}</p>;
  if (!burn) return <p className={look}>{t('noBurn')}</p>;
  if (!forecast) return <p className={look}>{t('noEnd', { count: burn.days })}</p>;
  const when = formatDate(locale, forecast.runsOutAt, timeZone, nearStyle(forecast.runsOutAt, now));
  const spread = spreadOf(forecast);
  const rich = {
    perDay: () => <Money amount={burn.perDay} currency={currency} className="font-medium text-ink" />,
    when: () => (
      <time dateTime={forecast.runsOutAt} className="whitespace-nowrap font-medium text-ink tabular-nums">
        {when}
      </time>
    ),
  };
  return (
    <p className={look}>
      {spread === undefined
        ? t.rich('openRich', rich)
        : spread === 0
          ? t.rich('exactRich', rich)
          : t.rich('spreadRich', { ...rich, spread: formatDuration(locale, spread * HOUR) })}
    </p>
  );
}

function QuotaFacts({ quota }: { quota: Quota }) {
  const t = useTranslations('quotas.facts');
  const locale = useLocale();
  const { timeZone } = useClock();
  const { burn, forecast, currency, freshness, enforced } = quota;
  const over = quota.remaining.startsWith('-');
  const dash = <span className="font-normal text-faint">–</span>;
  const { completeThrough } = freshness;
  return (
    <dl className="grid grid-cols-2 border-line border-t max-lg:[&>*:nth-child(n+3)]:border-t lg:grid-cols-4">
      <Fact
        term={over ? t('over') : t('left')}
        hint={
          freshness.checkedAt ? (
            <span>{t.rich('checkedRich', { time: () => <Ago time={freshness.checkedAt} /> })}</span>
          ) : (
            t('neverChecked')
          )
        }
      >
        {enforced ? (
          <Money
            amount={over ? quota.remaining.slice(1) : quota.remaining}
            currency={currency}
            className={over ? 'text-danger' : ''}
          />
        ) : (
          dash
        )}
      </Fact>
      <Fact term={t('perDay')} hint={burn ? t('perDayHint', { count: burn.days }) : t('noBurn')}>
        {burn ? <Money amount={burn.perDay} currency={currency} /> : dash}
      </Fact>
      <Fact
        term={t('overrun')}
        why={t('overrunWhy')}
        hint={
          forecast
            ? t('overrunHint', { hours: formatDuration(locale, forecast.overrunHours * HOUR) })
            : t('noOverrun')
        }
      >
        {forecast ? <Money amount={forecast.expectedOverrun} currency={currency} /> : dash}
      </Fact>
      <Fact
        term={t('complete')}
        hint={
          freshness.lagHours === null
            ? t('neverChecked')
            : freshness.lagHours < 1
              ? t('current')
              : t('behind', { lag: formatDuration(locale, freshness.lagHours * HOUR) })
        }
      >
        {completeThrough ? formatDate(locale, completeThrough, timeZone, 'minuteShort') : dash}
      </Fact>
    </dl>
  );
}

type FactProps = { term: string; hint: ReactNode; why?: string; children: ReactNode };

function Fact({ term, hint, why, children }: FactProps) {
  return (
    <div className="min-w-0 border-line px-4 py-3 even:border-l lg:not-first:border-l">
      <dt className="flex items-center gap-1 text-soft text-xs">
        {term}
        {why ? (
          <Tooltip content={why}>
            <button
              type="button"
              aria-label={why}
              className="grid size-4 place-items-center rounded-sm text-faint"
            >
              <Info aria-hidden className="size-3" />
            </button>
          </Tooltip>
        ) : null}
      </dt>
      <dd className="mt-0.5 truncate font-semibold text-ink text-lg tabular-nums tracking-tight max-sm:text-base">
        {children}
      </dd>
      <dd className="mt-0.5 text-faint text-xs">{hint}</dd>
    </div>
  );
}
