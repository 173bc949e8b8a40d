'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { shareOf } from '#lib/i18n/format.ts';
import { addAmounts, byAmountDescending } from './amounts.ts';
import { Money } from './money.tsx';
import { Percent } from './percent.tsx';

export type BreakdownItem = {
  id: string;
  label: ReactNode /** Decimal string. */;
  amount: string /** Where a click drills to. */;
  href?: string;
};

type BreakdownBarsProps = {
  items: readonly BreakdownItem[];
  currency: string;
  /** The rest folds into one bar that can be opened. */
  top?: number;
  className?: string;
};

/** Who spent how much of it, largest first. */
export function BreakdownBars({ items, currency, top = 6, className }: BreakdownBarsProps) {
  const t = useTranslations('common.chart');
  const actions = useTranslations('common.actions');
  const [open, setOpen] = useState(false);
  const sorted = items.toSorted((a, b) => byAmountDescending(a.amount, b.amount));
  const total = addAmounts(...items.map((item) => item.amount));
  const folds = sorted.length > top + 1;
  const shown = folds && !open ? sorted.slice(0, top) : sorted;
  const rest = sorted.slice(shown.length);
  const largest = sorted[0]?.amount ?? '0';
  if (items.length === 0)
    return <p className={cn('py-6 text-center text-sm text-soft', className)}>{t('noData')}</p>;
  return (
    <div className={className}>
      <ul className="space-y-1">
        {shown.map((item) => (
          <BreakdownRow key={item.id} item={item} total={total} largest={largest} currency={currency} />
        ))}
        {rest.length > 0 ? (
          <BreakdownRow
            item={{
              id: 'other',
              label: t('other', { count: rest.length }),
              amount: addAmounts(...rest.map((item) => item.amount)),
            }}
            total={total}
            largest={largest}
            currency={currency}
            muted
          />
        ) : null}
      </ul>
      {folds ? (
        <Button
          variant="link"
          size="inline"
          className="mt-2"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? actions('showLess') : actions('showAll')}
        </Button>
      ) : null}
    </div>
  );
}

type BreakdownRowProps = {
  item: BreakdownItem;
  total: string;
  largest: string;
  currency: string;
  muted?: boolean;
};

function BreakdownRow({ item, total, largest, currency, muted }: BreakdownRowProps) {
  const width = Math.min(10_000, shareOf(item.amount, largest) ?? 0) / 100;
  return (
    <li
      className={cn(
        'relative rounded-md px-2 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-ring',
        item.href && 'transition-colors hover:bg-hover',
      )}
    >
      <div className="flex items-baseline justify-between gap-4 text-sm">
        {item.href ? (
          <Link href={item.href} className="min-w-0 truncate outline-none after:absolute after:inset-0">
            {item.label}
          </Link>
        ) : (
          <span className={cn('min-w-0 truncate', muted && 'text-soft')}>{item.label}</span>
        )}
        <span className="flex shrink-0 items-baseline gap-2">
          <Money amount={item.amount} currency={currency} />
          <Percent part={item.amount} whole={total} className="w-12 text-right text-faint text-xs" />
        </span>
      </div>
      <div aria-hidden className="mt-1 h-1 overflow-hidden rounded-full bg-quota-track">
        <div
          className={cn('h-full rounded-full', muted ? 'bg-chart-other' : 'bg-chart-1')}
          style={{ width: `${width}%` }}
        />
      </div>
    </li>
  );
}
