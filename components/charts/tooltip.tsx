'use client';
import type { ReactNode } from 'react';
import { Money } from '#components/money.tsx';
import { cn } from '#components/ui/cn.ts';
import { type LegendItem, Swatch } from './legend.tsx';

export type TooltipRow = {
  label: string;
  amount: string;
  color?: string | undefined;
  mark?: LegendItem['mark'] | undefined;
  strong?: boolean;
};

/** The panel under the pointer: exact decimals, never the numbers that the drawing was made from. */
export function ChartTooltip({
  title,
  rows,
  currency,
  children,
}: {
  title: ReactNode;
  rows: readonly TooltipRow[];
  currency: string;
  children?: ReactNode;
}) {
  return (
    <div className="min-w-44 max-w-72 rounded-md border border-line bg-raised px-3 py-2 text-left text-xs shadow-pop">
      <p className="mb-1 flex justify-between gap-4 font-medium text-ink">
        {title}
        <span className="font-normal text-faint">{currency}</span>
      </p>
      <ul className="space-y-0.5">
        {rows.map((row) => (
          <li key={row.label} className="flex items-center gap-2">
            {row.color ? <Swatch color={row.color} mark={row.mark} /> : null}
            <span className="min-w-0 flex-1 truncate text-soft">{row.label}</span>
            <Money amount={row.amount} className={cn('text-ink', row.strong && 'font-medium')} />
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** A second list under a line: what the figure above consists of. */
export function TooltipPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-1.5 border-line border-t pt-1.5">
      <p className="mb-0.5 text-faint">{title}</p>
      {children}
    </div>
  );
}

/** Names with amounts, in a tooltip's second list. */
export function TooltipNames({
  names,
  more,
}: {
  names: readonly { name: string; amount: string }[];
  more?: string | undefined;
}) {
  return (
    <ul className="space-y-0.5">
      {names.map(({ name, amount }) => (
        <li key={name} className="flex justify-between gap-4">
          <span className="min-w-0 truncate text-soft">{name}</span>
          <Money amount={amount} className="text-ink" />
        </li>
      ))}
      {more ? <li className="text-faint">{more}</li> : null}
    </ul>
  );
}
