'use client';
import type { ReactNode } from 'react';
import { Money } from '#components/money.tsx';
import { cn } from '#components/ui/cn.ts';

/** What every axis shares. */
export const axisProps = {
  stroke: 'var(--line-strong)',
  tick: { fill: 'var(--faint)', fontSize: 12 },
  tickLine: false,
  tickMargin: 8,
};

type TooltipRow = { label: string; amount: string; color?: string | undefined; strong?: boolean };

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
    <div className="min-w-40 max-w-72 rounded-md border border-line bg-raised px-3 py-2 text-xs shadow-pop">
      <p className="mb-1 flex justify-between gap-4 font-medium text-ink">
        {title}
        <span className="font-normal text-faint">{currency}</span>
      </p>
      <ul className="space-y-0.5">
        {rows.map((row) => (
          <li key={row.label} className="flex items-center gap-2">
            {row.color ? <Swatch color={row.color} /> : null}
            <span className="min-w-0 flex-1 truncate text-soft">{row.label}</span>
            <Money amount={row.amount} className={cn('text-ink', row.strong && 'font-medium')} />
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

function Swatch({ color, dashed }: { color: string; dashed?: boolean }) {
  return dashed ? (
    <span aria-hidden className="h-0 w-5 shrink-0 border-t-2 border-dashed" style={{ borderColor: color }} />
  ) : (
    <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background: color }} />
  );
}

/** Names of what is drawn; with a total where one helps. */
export function ChartLegend({
  items,
}: {
  items: readonly { label: string; color: string; dashed?: boolean; value?: ReactNode }[];
}) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {items.map((item) => (
        <li key={item.label} className="inline-flex min-w-0 items-center gap-1.5">
          <Swatch color={item.color} {...(item.dashed ? { dashed: true } : {})} />
          <span className="truncate text-soft">{item.label}</span>
          {item.value}
        </li>
      ))}
    </ul>
  );
}
