'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { shareOf } from '#lib/i18n/format.ts';
import { addAmounts, byAmountDescending } from './amounts.ts';
import { Change } from './change.tsx';
import { Money } from './money.tsx';
import { Percent } from './percent.tsx';

export type BreakdownItem = {
  id: string;
  label: ReactNode;
  /** Decimal string. */
  amount: string;
  /** In the days compared with; marked on the bar. */
  before?: string | null | undefined;
  /** Where a click drills to. */
  href?: string | undefined;
};

type BreakdownBarsProps = {
  items: readonly BreakdownItem[];
  currency: string;
  /** The rest folds into one bar that can be opened. */
  top?: number;
  /** What is not among the items at all, and how many names it has. */
  beyond?: { count: number; amount: string; before: string | null } | undefined;
  className?: string;
};

/** Who spent how much of it, largest first. */
export function BreakdownBars({ items, currency, top = 6, beyond, className }: BreakdownBarsProps) {
  const t = useTranslations('common.chart');
  const actions = useTranslations('common.actions');
  const [open, setOpen] = useState(false);
  const sorted = items.toSorted((a, b) => byAmountDescending(a.amount, b.amount));
  const total = addAmounts(...items.map((item) => item.amount), beyond?.amount ?? '0');
  const folds = sorted.length > top + 1;
  const shown = folds && !open ? sorted.slice(0, top) : sorted;
  const rest = restOf(sorted.slice(shown.length), beyond);
  // Many small names together are often more than any one: that would leave the names without bars to compare.
  const largest = shown.flatMap(({ amount, before }) => [amount, before ?? '0']).sort(byAmountDescending)[0];
  if (items.length === 0)
    return <p className={cn('py-6 text-center text-sm text-soft', className)}>{t('noData')}</p>;
  const row = { total, largest: largest ?? '0', currency };
  return (
    <div className={className}>
      <ul className="space-y-0.5">
        {shown.map((item) => (
          <BreakdownRow key={item.id} item={item} {...row} />
        ))}
        {rest ? (
          <BreakdownRow
            item={{ ...rest, id: 'other', label: t('other', { count: rest.count }) }}
            {...row}
            muted
          />
        ) : null}
      </ul>
      {folds ? (
        <Button
          variant="link"
          size="inline"
          className="mt-2 ml-2"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? actions('showLess') : actions('showAll')}
        </Button>
      ) : null}
    </div>
  );
}

/** All that has no bar of its own, as one. */
export function restOf(
  items: readonly Pick<BreakdownItem, 'amount' | 'before'>[],
  beyond?: { count: number; amount: string; before: string | null },
) {
  const count = items.length + (beyond?.count ?? 0);
  if (count === 0) return null;
  const compared = items.every(({ before }) => before !== null && before !== undefined);
  return {
    count,
    amount: addAmounts(...items.map(({ amount }) => amount), beyond?.amount ?? '0'),
    before:
      compared && beyond?.before !== null
        ? addAmounts(...items.map(({ before }) => before ?? '0'), beyond?.before ?? '0')
        : null,
  };
}

type BreakdownRowProps = {
  item: BreakdownItem;
  total: string;
  largest: string;
  currency: string;
  muted?: boolean;
};

function BreakdownRow({ item, total, largest, currency, muted }: BreakdownRowProps) {
  const { amount, before = null, href, label } = item;
  const points = (of: string) => shareOf(of, largest) ?? 0;
  const width = (of: string) => `${Math.min(10_000, points(of)) / 100}%`;
  const beyondScale = points(amount) > 10_000;
  return (
    <li
      className={cn(
        'relative rounded-md px-2 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-ring',
        href && 'transition-colors hover:bg-hover',
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        {href ? (
          <Link
            href={href}
            scroll={false}
            title={typeof label === 'string' ? label : undefined}
            className="min-w-0 truncate outline-none after:absolute after:inset-0 max-sm:basis-full sm:flex-1"
          >
            {label}
          </Link>
        ) : (
          <span className={cn('min-w-0 truncate max-sm:basis-full sm:flex-1', muted && 'text-soft')}>
            {label}
          </span>
        )}
        <span className="flex shrink-0 items-baseline gap-2 max-sm:w-full">
          <Money amount={amount} currency={currency} className="max-sm:mr-auto" />
          <Percent aligned part={amount} whole={total} className="w-11 text-right text-faint text-xs" />
          {before === null ? null : <Change now={amount} before={before} className="w-14 justify-end" />}
        </span>
      </div>
      <div aria-hidden className="relative mt-1.5 h-1.5 rounded-full bg-quota-track">
        <div
          className={cn(
            'h-full rounded-full',
            beyondScale ? 'hatched text-chart-other' : muted ? 'bg-chart-other' : 'bg-chart-1',
          )}
          style={{ width: width(amount) }}
        />
        {before === null || /^-|^0\.0*$/.test(before) || points(before) > 10_000 ? null : (
          <div
            className="absolute -inset-y-0.5 w-0.5 -translate-x-px bg-ink"
            style={{ left: width(before) }}
          />
        )}
      </div>
    </li>
  );
}
