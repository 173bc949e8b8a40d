'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { pageSizesOf } from './table-state.ts';
import type { TableControl } from './use-table-state.ts';

type TablePagingProps = {
  table: TableControl;
  /** The table's name, so that two tables' pages can be told apart. */
  label: string;
  shown: number | undefined;
  nextCursor: string | null;
  total: number | undefined;
};

/** Next and back by cursor; a total only where somebody counted. */
export function TablePaging({ table, label, shown, nextCursor, total }: TablePagingProps) {
  const t = useTranslations('table');
  const { state, definition } = table;
  const sizes = pageSizesOf(definition);
  const single = state.cursor === null && nextCursor === null;
  // What fits on the smallest page needs no pages.
  const few = single && (total ?? shown ?? 0) <= sizes[0];
  return (
    <nav
      aria-label={`${label}: ${t('pagination')}`}
      className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-1.5 text-sm text-soft"
    >
      <p className="tabular-nums">
        {total !== undefined
          ? t('total', { count: total })
          : shown !== undefined
            ? t('shown', { count: shown })
            : null}
      </p>
      {few ? null : (
        <div className="flex items-center gap-2">
          {sizes.length > 1 ? (
            <Select
              aria-label={t('pageSize')}
              value={String(state.limit)}
              onValueChange={(value) => table.setLimit(Number(value))}
              options={sizes.map((size) => ({ value: String(size), label: size }))}
              className="w-18"
            />
          ) : null}
          <Button
            size="icon"
            aria-label={t('previous')}
            disabled={state.cursor === null}
            onClick={table.goBack}
          >
            <ChevronLeft aria-hidden />
          </Button>
          <Button
            size="icon"
            aria-label={t('next')}
            disabled={nextCursor === null}
            onClick={() => nextCursor && table.goNext(nextCursor)}
          >
            <ChevronRight aria-hidden />
          </Button>
        </div>
      )}
    </nav>
  );
}
