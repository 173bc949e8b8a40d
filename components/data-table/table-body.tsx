'use client';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import type { Column, DataTableProps } from './types.ts';

type TableBodyProps<Row> = Pick<
  DataTableProps<Row>,
  'table' | 'rowId' | 'rowName' | 'rowActions' | 'bulkActions' | 'peek' | 'rowHref'
> & {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  active: number;
  isSelected: (row: Row) => boolean;
  onToggle: (row: Row, range: boolean) => void;
  onOpen: (row: Row) => void;
  onFocus: (index: number) => void;
  selectable: boolean;
  /** The table scrolls in its own frame; the name of the row stays at its edge. */
  framed: boolean;
};

/** Rows on a wide screen, cards of label and value below 640 pixels; the same elements, laid out anew. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const t = useTranslations('table');
  const { framed, selectable } = props;
  const { state } = props.table;
  const height = state.density === 'compact' ? 'h-8' : 'h-10';
  const opens = props.peek !== undefined || props.rowHref !== undefined;
  const click = (event: MouseEvent, row: Row) => {
    const own =
      event.target instanceof Element &&
      event.target.closest('a, button, input, label, [role=menuitem], [data-own-click]');
    const selecting = (window.getSelection()?.toString() ?? '') !== '';
    if (opens && !own && !selecting) props.onOpen(row);
  };
  return (
    <tbody className="max-sm:block">
      {props.rows.map((row, index) => {
        const id = props.rowId(row);
        const selected = props.isSelected(row);
        // One row is in the tab order; j and k move the focus from there.
        const roving = { tabIndex: index === Math.max(0, props.active) ? 0 : -1 };
        return (
          // Clicking the row is a shortcut; the keyboard has enter and space, and the name is a link.
          <tr
            key={id}
            {...roving}
            {...(opens ? { onClick: (event: MouseEvent) => click(event, row) } : {})}
            data-row-index={index}
            data-selected={selected || undefined}
            data-peeked={state.peek === id || undefined}
            onFocus={(event) => event.target === event.currentTarget && props.onFocus(index)}
            className={cn(
              'group/row table-line data-[peeked]:bg-hover data-[selected]:bg-accent-soft',
              opens ? 'cursor-pointer hover:bg-hover' : 'hover:bg-sunken',
            )}
          >
            {props.bulkActions ? (
              <td
                data-own-click
                className={cn(
                  'w-10 select-none bg-inherit pl-4 max-sm:absolute max-sm:top-4 max-sm:right-4 max-sm:w-auto max-sm:pl-0',
                  framed && 'sticky left-0 z-5',
                )}
              >
                <Checkbox
                  aria-label={t('selectRow', { name: props.rowName(row) })}
                  checked={selected}
                  onCheckedChange={(_, click) => props.onToggle(row, click.shiftKey)}
                  className="align-middle"
                />
              </td>
            ) : null}
            {props.columns.map((column, place) => (
              <td
                key={column.id}
                data-label={place === 0 ? undefined : column.header}
                className={cn(
                  height,
                  'table-box max-sm:h-auto',
                  column.align === 'end' && 'text-right',
                  framed && place === 0 && cn('sticky z-5 bg-inherit', selectable ? 'left-10' : 'left-0'),
                  place === 0
                    ? 'max-sm:mb-1 max-sm:justify-start max-sm:pr-20 max-sm:font-medium max-sm:text-base'
                    : 'table-labelled',
                  column.skipOnPhone && 'max-sm:hidden',
                )}
              >
                {column.cell(row)}
              </td>
            ))}
            {props.rowActions ? (
              <td
                data-own-click
                className={cn(
                  'w-12 pr-4 text-right max-sm:absolute max-sm:top-3 max-sm:w-auto max-sm:pr-0',
                  props.bulkActions ? 'max-sm:right-10' : 'max-sm:right-3',
                )}
              >
                {props.rowActions(row)}
              </td>
            ) : null}
          </tr>
        );
      })}
    </tbody>
  );
}
