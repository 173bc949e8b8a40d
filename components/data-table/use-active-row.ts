'use client';
import { useRef, useState } from 'react';
import type { DataTableProps } from './types.ts';
import type { useSelection } from './use-selection.ts';
import { useTableKeys } from './use-table-keys.ts';

type ActiveRow<Row> = {
  props: DataTableProps<Row>;
  selection: ReturnType<typeof useSelection<Row>>;
  open: (row: Row) => void;
  peek: (row: Row) => void;
};

/** The row that the keyboard is on, and everything that the keyboard does with it. */
export function useActiveRow<Row>({ props, selection, open, peek }: ActiveRow<Row>) {
  const { table, rows, rowId } = props;
  const frame = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(-1);
  const at = (index: number, act: (row: Row) => void) => {
    const row = rows?.[index];
    if (row !== undefined) act(row);
  };
  useTableKeys({
    enabled: props.keyboard ?? true,
    count: rows?.length ?? 0,
    frame,
    searchBox,
    active,
    setActive: (index) => {
      setActive(index);
      if (table.state.peek) at(index, (row) => table.setPeek(rowId(row)));
    },
    open: (index) => at(index, open),
    peek: (index) => props.peek && at(index, peek),
    select: (index, range) => props.bulkActions && at(index, (row) => selection.toggle(row, range)),
    escape: () => {
      if (table.state.peek) table.setPeek(null);
      else if (selection.rows.length > 0) selection.clear();
      else return false;
      return true;
    },
  });
  return { frame, searchBox, active, setActive };
}
