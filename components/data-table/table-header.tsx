'use client';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import { nextSort } from './table-state.ts';
import type { Column } from './types.ts';
import type { TableControl } from './use-table-state.ts';

type TableHeaderProps<Row> = {
  table: TableControl;
  columns: readonly Column<Row>[];
  selectable: boolean;
  allSelected: boolean | 'indeterminate';
  onSelectAll: () => void;
  hasActions: boolean;
  /** The table scrolls in its own frame; otherwise the page does, under the top bar. */
  framed: boolean;
};

// Borders of a collapsed table stay behind when the header sticks; a shadow goes with it.
const cellLook = 'sticky z-10 bg-surface shadow-[inset_0_-1px_0_var(--line)]';

export function TableHeader<Row>({
  table,
  columns,
  selectable,
  allSelected,
  onSelectAll,
  hasActions,
  framed,
}: TableHeaderProps<Row>) {
  const t = useTranslations('table');
  const { sort } = table.state;
  const look = cn(cellLook, framed ? 'top-0' : 'top-(--bar-bottom,0px)');
  return (
    <thead className="max-sm:sr-only">
      <tr>
        {selectable ? (
          <th scope="col" className={cn(look, 'w-10 pl-4', framed && 'left-0 z-15')}>
            <Checkbox
              aria-label={t('selectAll')}
              checked={allSelected}
              onCheckedChange={onSelectAll}
              className="align-middle"
            />
          </th>
        ) : null}
        {columns.map((column, place) => {
          const sortable = table.definition.columns.some((known) => known.id === column.id && known.sortable);
          const sorted = sort?.column === column.id ? sort.direction : null;
          const end = column.align === 'end';
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
              className={cn(
                look,
                'h-9 whitespace-nowrap px-3 font-medium text-soft text-xs first:pl-4 last:pr-4',
                end && 'text-right',
                framed && place === 0 && cn('z-15', selectable ? 'left-10' : 'left-0'),
                column.width,
              )}
            >
              {sortable ? (
                <button
                  type="button"
                  onClick={() => table.setSort(nextSort(sort, column.id, end ? 'desc' : 'asc'))}
                  className={cn(
                    'group -mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 hover:text-ink',
                    end && 'flex-row-reverse',
                    sorted && 'text-ink',
                  )}
                >
                  {column.header}
                  <SortMark sorted={sorted} />
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
        {hasActions ? (
          <th scope="col" className={cn(look, 'w-12 pr-4')}>
            <span className="sr-only">{t('actionsColumn')}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

function SortMark({ sorted }: { sorted: 'asc' | 'desc' | null }) {
  if (sorted === 'asc') return <ArrowUp aria-hidden className="size-3" />;
  if (sorted === 'desc') return <ArrowDown aria-hidden className="size-3" />;
  return (
    <ChevronsUpDown
      aria-hidden
      className="size-3 text-faint opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
    />
  );
}
