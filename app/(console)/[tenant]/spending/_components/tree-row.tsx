'use client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Change } from '#components/change.tsx';
import { Money } from '#components/money.tsx';
import { Percent } from '#components/percent.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatCount, shareOf } from '#lib/i18n/format.ts';

type TreeRowProps = {
  name: string;
  muted?: boolean;
  amount: string;
  before: string | null;
  /** Bill rows behind it. */
  bills?: number;
  total: string;
  level: number;
  /** Whether there is a column for the change. */
  compared: boolean;
  /** Shows this row alone. */
  href?: string | undefined;
  onPick?: (() => void) | undefined;
  /** Whether what it consists of is shown; left out where that is nothing more. */
  open?: boolean;
  onToggle?: () => void;
  action?: ReactNode;
};

/** One row of the tree: a name that narrows the page down, an arrow that opens it here. */
export function TreeRow(props: TreeRowProps) {
  const { name, muted, amount, before, bills, total, level, compared, href, onPick, open, onToggle, action } =
    props;
  const t = useTranslations('spending.list');
  const locale = useLocale();
  const share = Math.min(10_000, shareOf(amount, total) ?? 0) / 100;
  const look = cn(
    'min-w-0 truncate rounded-sm text-left',
    muted && 'text-soft',
    (href || onPick) && 'hover:underline',
  );
  return (
    <tr className={cn('border-line border-b last:border-b-0 hover:bg-hover', level > 0 && 'bg-sunken')}>
      <th scope="row" className="h-10 w-full max-w-0 pr-3 pl-2 font-normal sm:pl-3">
        <span className="flex min-w-0 items-center gap-1" style={{ paddingLeft: level * 22 }}>
          {onToggle ? (
            <button
              type="button"
              aria-expanded={open ?? false}
              aria-label={t(open ? 'close' : 'open', { name })}
              onClick={onToggle}
              className="grid size-7 shrink-0 place-items-center rounded-md text-faint hover:bg-pressed hover:text-ink"
            >
              <ChevronRight aria-hidden className={cn('size-4 transition-transform', open && 'rotate-90')} />
            </button>
          ) : (
            <span className="w-7 shrink-0" />
          )}
          {href ? (
            <Link href={href} scroll={false} title={name} className={look}>
              {name}
            </Link>
          ) : onPick ? (
            <button type="button" onClick={onPick} className={look}>
              {name}
            </button>
          ) : (
            <span title={name} className={look}>
              {name}
            </span>
          )}
          {action ? <span className="ml-3 shrink-0">{action}</span> : null}
        </span>
      </th>
      <td className="px-3 text-right text-soft tabular-nums max-sm:hidden">
        {bills === undefined ? null : formatCount(locale, bills)}
      </td>
      <td className="px-3 text-right">
        <Money amount={amount} className="text-ink" />
      </td>
      <td className="px-3">
        <span className="flex items-center justify-end gap-2.5">
          <span
            aria-hidden
            className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-quota-track max-md:hidden"
          >
            <span className="block h-full rounded-full bg-chart-1" style={{ width: `${share}%` }} />
          </span>
          <Percent aligned part={amount} whole={total} className="w-12 text-right text-soft" />
        </span>
      </td>
      {compared ? (
        <td className="pr-4 pl-3 text-right max-sm:hidden">
          <Change now={amount} before={before} className="justify-end text-sm" />
        </td>
      ) : null}
    </tr>
  );
}
