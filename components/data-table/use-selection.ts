'use client';
import { useMemo, useState } from 'react';

/** Which rows of the page are ticked. Rows that leave the page leave the selection: nothing unseen is acted on. */
export function useSelection<Row>(rows: readonly Row[], rowId: (row: Row) => string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => rows.filter((row) => ids.has(rowId(row))), [rows, ids, rowId]);
  return {
    rows: selected,
    all: selected.length === 0 ? false : selected.length === rows.length ? true : ('indeterminate' as const),
    has: (row: Row) => ids.has(rowId(row)),
    toggle: (row: Row) => {
      const next = new Set(ids);
      if (!next.delete(rowId(row))) next.add(rowId(row));
      setIds(next);
    },
    toggleAll: () => setIds(selected.length === rows.length ? new Set() : new Set(rows.map(rowId))),
    clear: () => setIds(new Set()),
  };
}
