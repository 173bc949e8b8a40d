'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EmptyState } from '#components/empty-state.tsx';
import { type PageKeys, usePageKeys } from '#components/frame/page-keys.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ExportMenu } from './export-menu.tsx';
import { PeekPanel } from './peek-panel.tsx';
import { TableBody } from './table-body.tsx';
import { TableHeader } from './table-header.tsx';
import { TablePaging } from './table-paging.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import { TableToolbar } from './table-toolbar.tsx';
import type { DataTableProps } from './types.ts';
import { useActiveRow } from './use-active-row.ts';
import { useExport } from './use-export.ts';
import { useOverflowing } from './use-overflowing.ts';
import { useSelection } from './use-selection.ts';

/** The console's list: search, filters, sort, columns, density, selection, pages, peek; its state lives in the address. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { table, rows, rowId, exporter } = props;
  const { state } = table;
  const t = useTranslations('table');
  const router = useRouter();
  const { ref: scroller, overflowing: framed } = useOverflowing();
  const selection = useSelection(rows ?? [], rowId);
  const files = useExport(props.label, exporter);

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
  const { frame, searchBox, active, setActive } = useActiveRow({ props, selection, open, peek });
  useTablePageKeys(props);

  const filtered = state.search !== '' || Object.keys(state.filters).length > 0;
  const busy = table.pending || props.refreshing === true || rows === undefined;
  const nothing = rows?.length === 0;
  // Nothing there and nothing asked for: no tools to search nothing with, only the way to begin.
  const untouched = nothing && !busy && !filtered && state.cursor === null && !props.error;
  const selectable = props.bulkActions !== undefined;
  const peeked = rows?.find((row) => rowId(row) === state.peek);
  const exportMenu = (some?: readonly Row[]) =>
    exporter ? (
      <ExportMenu
        columns={props.columns}
        shown={state.columns}
        count={some ? some.length : props.total}
        pending={!some && files.running}
        small={some !== undefined}
        onExport={(format, shown) => {
          const wanted = { format, shown, columns: props.columns };
          if (some) files.some(some, wanted);
          else files.all(wanted);
        }}
      />
    ) : null;

  return (
    <div ref={frame} className="min-w-0 rounded-lg border border-line bg-surface">
      {untouched ? null : (
        <TableToolbar
          table={table}
          columns={props.columns}
          filters={props.filters ?? []}
          searchBox={searchBox}
          searchPlaceholder={props.searchPlaceholder}
          exportSlot={
            <>
              {props.exportSlot}
              {exportMenu()}
            </>
          }
          viewsSlot={props.viewsSlot}
        />
      )}
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
        <div
          ref={scroller}
          aria-busy={busy}
          className={cn(
            'relative',
            // Where everything fits, the page scrolls and the header sticks to the top bar.
            framed ? 'max-h-[calc(100dvh-var(--bar-bottom,0px)-24px)] overflow-auto' : 'overflow-x-clip',
          )}
        >
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
              framed={framed}
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
                selectable={selectable}
                framed={framed}
              />
            )}
          </table>
        </div>
      )}
      {selectable && selection.rows.length > 0 ? (
        <BulkBar
          count={selection.rows.length}
          onClear={selection.clear}
          exportSlot={exportMenu(selection.rows)}
        >
          {props.bulkActions?.(selection.rows, selection.clear)}
        </BulkBar>
      ) : null}
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

/** Tells the sheet of shortcuts which of them this table answers to. */
function useTablePageKeys<Row>(props: DataTableProps<Row>): void {
  const t = useTranslations('nav.shortcuts');
  const on = props.keyboard ?? true;
  const { searchPlaceholder, rowHref, peek, bulkActions } = props;
  const [search, opens, peeks, selects] = [searchPlaceholder, rowHref ?? peek, peek, bulkActions].map(
    (each) => each !== undefined,
  );
  const keys = useMemo<PageKeys | null>(() => {
    if (!on) return null;
    const all = [
      { keys: ['/'], text: t('search'), here: search },
      { keys: ['j'], text: t('nextRow'), here: true },
      { keys: ['k'], text: t('previousRow'), here: true },
      { keys: ['↵'], text: t('openRow'), here: opens },
      { keys: ['␣'], text: t('peek'), here: peeks },
      { keys: ['x'], text: t('selectRow'), here: selects },
      { keys: ['⇧', 'x'], text: t('selectRange'), here: selects },
      { keys: ['Esc'], text: t('letGo'), here: peeks || selects },
    ];
    return { title: t('inTables'), keys: all.filter((each) => each.here) };
  }, [on, search, opens, peeks, selects, t]);
  usePageKeys(keys);
}
