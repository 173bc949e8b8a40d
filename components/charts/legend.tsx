'use client';
import { useLocale } from 'next-intl';
import { Money } from '#components/money.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatMoney } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';

export type LegendItem = {
  label: string;
  color: string;
  /** A filled square unless told. */
  mark?: 'line' | 'dashed' | 'tick' | 'pale' | 'hatched' | undefined;
  /** Decimal string beside the name. */
  amount?: string;
};

/** Names of what is drawn; with a total where one helps. */
export function ChartLegend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {items.map((item) => (
        <li key={item.label} className="inline-flex min-w-0 max-w-full items-center gap-1.5">
          <Swatch {...item} />
          <span className="truncate text-soft">{item.label}</span>
          {item.amount ? <Money amount={item.amount} className="text-ink" /> : null}
        </li>
      ))}
    </ul>
  );
}

/** The same for a picture, where an entry is one line of text. */
function legendTexts(locale: Locale, items: readonly LegendItem[]) {
  return items.map((item) => ({
    ...item,
    text: item.amount ? `${item.label}  ${formatMoney(locale, item.amount)}` : item.label,
  }));
}

export function useLegendTexts(items: readonly LegendItem[]) {
  return legendTexts(useLocale(), items);
}

export function Swatch({ color, mark }: Pick<LegendItem, 'color' | 'mark'>) {
  if (mark === 'line' || mark === 'dashed') {
    return (
      <span
        aria-hidden
        className={cn('h-0 w-4 shrink-0 border-t-2', mark === 'dashed' && 'border-dashed')}
        style={{ borderColor: color }}
      />
    );
  }
  if (mark === 'tick') {
    return <span aria-hidden className="mx-1 h-2.5 w-0.5 shrink-0" style={{ background: color }} />;
  }
  return (
    <span
      aria-hidden
      className={cn(
        'size-2.5 shrink-0 rounded-[2px]',
        mark === 'hatched' ? 'hatched' : 'bg-current',
        mark === 'pale' && 'opacity-30',
      )}
      style={{ color }}
    />
  );
}
