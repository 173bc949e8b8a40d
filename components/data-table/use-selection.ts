'use client';
import { useMemo, useState } from 'react';
import { pressed } from './selection.ts';

/** Which rows of the page are ticked. Rows that leave the page leave the selection: nothing unseen is acted on. */
export function useSelection<Row>(rows: readonly Row[], rowId: (row: Row) => string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  const selected = useMemo(() => rows.filter((row) => ids.has(rowId(row))), [rows, ids, rowId]);
  const clear = () => {
    setIds(new Set());
    setAnchor(null);
  };
  return {
    rows: selected,
    all: selected.length === 0 ? false : selected.length === rows.length ? true : ('indeterminate' as const),
    has: (row: Row) => ids.has(rowId(row)),
    /** `range` ticks everything since the row that was pressed before. */
    toggle: (row: Row, range = false) => {
      const id = rowId(row);
      setIds(pressed(ids, rows.map(rowId), { id, range, anchor }));
      setAnchor(id);
    },
    toggleAll: () => {
      setAnchor(null);
      setIds(selected.length === rows.length ? new Set() : new Set(rows.map(rowId)));
    },
    clear,
  };
}
