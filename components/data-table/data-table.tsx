'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { BulkBar } from './bulk-bar.tsx';
import { PeekPanel } from './peek-panel.tsx';
import { TableBody } from './table-body.tsx';
import { TableHeader } from './table-header.tsx';
import { TablePaging } from './table-paging.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import { TableToolbar } from './table-toolbar.tsx';
import type { DataTableProps } from './types.ts';
import { useSelection } from './use-selection.ts';
import { useTableKeys } from './use-table-keys.ts';

/** The console's list: search, filters, sort, columns, density, selection, pages, peek; its state lives in the address. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { table, rows, rowId } = props;
  const { state } = table;
  const t = useTranslations('table');
  const router = useRouter();
  const frame = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(-1);
  const selection = useSelection(rows ?? [], rowId);

  const visible = useMemo(
    () => state.columns.flatMap((id) => props.columns.find((column) => column.id === id) ?? []),
    [state.columns, props.columns],
  );
  const open = (row: Row) => {
    const href = props.rowHref?.(row);
    if (href) router.push(href);
    else if (props.peek) table.setPeek(rowId(row));
  };
  const peek = (row: Row) => table.setPeek(state.peek === rowId(row) ? null : rowId(row));

  useTableKeys({
    enabled: props.keyboard ?? true,
    count: rows?.length ?? 0,
    frame,
    searchBox,
    active,
    setActive: (index) => {
      setActive(index);
      const row = rows?.[index];
      if (row && state.peek) table.setPeek(rowId(row));
    },
    open: (index) => rows?.[index] !== undefined && open(rows[index]),
    peek: (index) => props.peek && rows?.[index] !== undefined && peek(rows[index]),
    select: (index) => props.bulkActions && rows?.[index] !== undefined && selection.toggle(rows[index]),
  });

  const filtered = state.search !== '' || Object.keys(state.filters).length > 0;
  const busy = table.pending || props.refreshing === true || rows === undefined;
  const nothing = rows?.length === 0;
  // Nothing there and nothing asked for: no tools to search nothing with, only the way to begin.
  const untouched = nothing && !busy && !filtered && state.cursor === null && !props.error;
  const selectable = props.bulkActions !== undefined;
  const peeked = rows?.find((row) => rowId(row) === state.peek);

  return (
    <div ref={frame} className="min-w-0 rounded-lg border border-line bg-surface">
      {untouched ? null : (
        <TableToolbar
          table={table}
          columns={props.columns}
          filters={props.filters ?? []}
          searchBox={searchBox}
          searchPlaceholder={props.searchPlaceholder}
          exportSlot={props.exportSlot}
          viewsSlot={props.viewsSlot}
        />
      )}
      {selectable && selection.rows.length > 0 ? (
        <BulkBar count={selection.rows.length} onClear={selection.clear}>
          {props.bulkActions?.(selection.rows, selection.clear)}
        </BulkBar>
      ) : null}
      {props.error ? (
        <div className="p-4">{props.error}</div>
      ) : nothing && !busy ? (
        filtered ? (
          <EmptyState
            title={t('noMatch')}
            action={<Button onClick={table.clear}>{t('clearFilters')}</Button>}
          >
            {t('noMatchBody')}
          </EmptyState>
        ) : (
          props.empty
        )
      ) : (
        <div className="overflow-x-auto" aria-busy={busy}>
          <table
            aria-label={props.label}
            className={cn(
              'w-full border-collapse text-left text-sm transition-opacity max-sm:block',
              busy && rows !== undefined && 'opacity-60',
            )}
          >
            <TableHeader
              table={table}
              columns={visible}
              selectable={selectable}
              allSelected={selection.all}
              onSelectAll={selection.toggleAll}
              hasActions={props.rowActions !== undefined}
            />
            {rows === undefined ? (
              <TableSkeleton
                columns={visible}
                density={state.density}
                selectable={selectable}
                hasActions={props.rowActions !== undefined}
              />
            ) : (
              <TableBody
                {...props}
                rows={rows}
                columns={visible}
                active={active}
                isSelected={selection.has}
                onToggle={selection.toggle}
                onOpen={props.peek ? peek : open}
                onFocus={setActive}
              />
            )}
          </table>
        </div>
      )}
      {props.error || (nothing && state.cursor === null) ? null : (
        <TablePaging
          table={table}
          label={props.label}
          shown={rows?.length}
          nextCursor={props.nextCursor ?? null}
          total={props.total}
        />
      )}
      {props.peek ? (
        <PeekPanel
          open={peeked !== undefined}
          title={peeked ? props.rowName(peeked) : ''}
          href={peeked ? props.rowHref?.(peeked) : undefined}
          onClose={() => table.setPeek(null)}
        >
          {peeked ? props.peek(peeked) : null}
        </PeekPanel>
      ) : null}
      <span role="status" className="sr-only">
        {busy ? t('loading') : t('shown', { count: rows.length })}
      </span>
    </div>
  );
}
