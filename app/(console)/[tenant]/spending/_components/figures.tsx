'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { byAmountDescending } from '#components/amounts.ts';
import { Money } from '#components/money.tsx';
import { Percent } from '#components/percent.tsx';
import { Stat } from '#components/stat.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDay } from '#lib/i18n/format.ts';
import { formatAmount, roundAmount } from '#lib/money.ts';
import { changeOf } from './change-of.ts';
import { periodBefore } from './period.ts';
import { MOST_NAMES, type SpendingFilters } from './spending-table.ts';
import type { SpendingState } from './use-spending-state.ts';

/** What was spent in these days, against the days before, a day, at most, and by nobody. */
export function Figures({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.figures');
  const locale = useLocale();
  const { currency } = useTenant();
  const { range, filters } = state;
  const before = periodBefore(range);
  const days = useList({ ...filters, groupBy: 'day', limit: MOST_NAMES });
  const earlier = useList({ ...filters, ...before, groupBy: 'day', limit: 1 });
  const unattributed = useList({ ...filters, unattributed: true, groupBy: 'day', limit: 1 });
  const page = days.data;
  if (!page) {
    return days.isError ? null : (
      <div aria-busy className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {tiles.map((tile) => (
          <Skeleton key={tile} className="h-25 rounded-lg" />
        ))}
      </div>
    );
  }
  const change = earlier.data ? changeOf(page.totalAmount, earlier.data.totalAmount) : null;
  const against = `${formatDay(locale, before.from, 'dayShort')} – ${formatDay(locale, before.to, 'dayShort')}`;
  const whole = page.nextCursor === null && page.items.length > 0;
  const most = whole ? page.items.toSorted((a, b) => byAmountDescending(a.amount, b.amount))[0] : undefined;
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      <Stat
        label={t('total')}
        value={<Money amount={page.totalAmount} currency={currency} className={valueLook} />}
        {...(change === null
          ? { hint: t('noBefore', { days: against }) }
          : { delta: { basisPoints: change, against: t('against', { days: against }) } })}
      />
      <Stat
        label={t('perDay')}
        value={
          whole ? (
            <Money
              amount={average(page.totalAmount, page.items.length)}
              currency={currency}
              className={valueLook}
            />
          ) : (
            <None />
          )
        }
        hint={t('perDayHint', { count: page.items.length })}
      />
      <Stat
        label={t('most')}
        value={most ? <Money amount={most.amount} currency={currency} className={valueLook} /> : <None />}
        hint={most?.day ? formatDay(locale, most.day) : null}
      />
      <Stat
        label={t('unattributed')}
        value={
          unattributed.data ? (
            <Money amount={unattributed.data.totalAmount} currency={currency} className={valueLook} />
          ) : (
            <Skeleton className="my-1.5 w-24" />
          )
        }
        hint={
          unattributed.data ? (
            <>
              <Percent part={unattributed.data.totalAmount} whole={page.totalAmount} />
              {t('ofTotal')}
            </>
          ) : null
        }
        {...(filters.unattributed ? {} : { href: state.drill({ unattributed: 'yes', group: 'project' }) })}
      />
    </div>
  );
}

/** Two tiles share a phone's width. */
const valueLook = 'max-sm:text-lg';

const tiles = ['total', 'perDay', 'most', 'unattributed'];

function None() {
  return <span className="text-faint">–</span>;
}

function useList(input: SpendingFilters & { groupBy: 'day'; limit: number }) {
  const trpc = useTRPC();
  return useQuery(trpc.spending.list.queryOptions(input, { placeholderData: keepPreviousData }));
}

function average(total: string, days: number): string {
  return formatAmount(roundAmount(total) / BigInt(Math.max(1, days)));
}
