'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { byAmountDescending } from '#components/amounts.ts';
import { changeOf } from '#components/change-of.ts';
import { Money } from '#components/money.tsx';
import { Percent } from '#components/percent.tsx';
import { Stat } from '#components/stat.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDay } from '#lib/i18n/format.ts';
import { formatAmount, roundAmount } from '#lib/money.ts';
import { daysBetween } from '#lib/periods.ts';
import { useBreakdown, useTrend } from './use-figures.ts';
import type { SpendingState } from './use-spending-state.ts';
import { rangeText } from './use-words.ts';

/** What was spent in these days, against the days before, a day, at most, and by nobody. */
export function Figures({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.figures');
  const locale = useLocale();
  const { currency } = useTenant();
  const { range, filters, before, today } = state;
  const { data: trend, isPlaceholderData: oldTrend } = useTrend(state);
  const { data: whole, isPlaceholderData: oldWhole } = useBreakdown({ ...state, by: 'project' });
  const busy = oldTrend || oldWhole;
  if (!trend || !whole) return <FiguresWaiting />;
  const { amount: total, unattributed } = whole;
  const change = before ? changeOf(total, whole.before ?? '0') : null;
  const days = before ? rangeText(locale, before) : '';
  // Today is not over, and days to come cost nothing so far.
  const [until = today] = [range.to, today].sort();
  const over = Math.max(1, daysBetween(range.from, until) + 1);
  const most = trend.days.toSorted((a, b) => byAmountDescending(a.amount, b.amount))[0];
  return (
    <div
      aria-busy={busy || undefined}
      className={cn(
        'grid grid-cols-2 gap-3 transition-opacity sm:gap-4 lg:grid-cols-4',
        busy && 'opacity-60',
      )}
    >
      <Stat
        label={t('total')}
        value={<Money amount={total} currency={currency} className={valueLook} />}
        {...(change === null
          ? { hint: before ? t('noBefore', { days }) : null }
          : { delta: { basisPoints: change, against: t('against', { days }) } })}
      />
      <Stat
        label={t('perDay')}
        value={<Money amount={average(total, over)} currency={currency} className={valueLook} />}
        hint={t('perDayHint', { count: over })}
      />
      <Stat
        label={t('most')}
        value={
          most && roundAmount(most.amount) > 0n ? (
            <Money amount={most.amount} currency={currency} className={valueLook} />
          ) : (
            <span className="text-faint">–</span>
          )
        }
        hint={most && roundAmount(most.amount) > 0n ? formatDay(locale, most.day, 'weekDay') : null}
      />
      <Stat
        label={t('unattributed')}
        value={<Money amount={unattributed} currency={currency} className={valueLook} />}
        hint={
          <span>
            <Percent part={unattributed} whole={total} /> {t('ofTotal')}
          </span>
        }
        {...(filters.unattributed || roundAmount(unattributed) === 0n
          ? {}
          : { href: state.drill({ unattributed: 'yes', group: 'project' }) })}
      />
    </div>
  );
}

/** Two tiles share a phone's width. */
const valueLook = 'max-sm:text-base';

const tiles = ['total', 'perDay', 'most', 'unattributed'];

function FiguresWaiting() {
  return (
    <div aria-busy className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      {tiles.map((tile) => (
        <Skeleton key={tile} className="h-25 rounded-lg" />
      ))}
    </div>
  );
}

function average(total: string, days: number): string {
  return formatAmount(roundAmount(total) / BigInt(days));
}
