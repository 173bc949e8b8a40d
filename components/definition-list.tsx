import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';

export type Definition = {
  term: ReactNode;
  value: ReactNode /** A stable key when the term is not a string. */;
  id?: string;
};

type DefinitionListProps = { items: readonly Definition[]; columns?: 1 | 2 | 3; className?: string };

const grids = { 1: '', 2: 'sm:grid-cols-2', 3: 'grid-cols-2 lg:grid-cols-3' };

/** The facts about one thing, term by term. */
export function DefinitionList({ items, columns = 1, className }: DefinitionListProps) {
  const stacked = columns > 1;
  return (
    <dl
      className={cn(
        'grid gap-x-8 text-sm',
        stacked ? 'gap-y-4' : 'divide-y divide-line',
        grids[columns],
        className,
      )}
    >
      {items.map((item, index) => (
        <div
          key={item.id ?? (typeof item.term === 'string' ? item.term : index)}
          className={cn(
            'min-w-0',
            stacked ? 'space-y-0.5' : 'grid grid-cols-[minmax(96px,1fr)_2fr] items-baseline gap-4 py-2.5',
          )}
        >
          <dt className="text-soft">{item.term}</dt>
          <dd className="min-w-0 break-words text-ink tabular-nums">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
