'use client';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { OPEN, readOpenRows, toggleRow, writeOpenRows } from './open-rows.ts';

export type OpenRows = { has: (place: string) => boolean; toggle: (place: string) => void };

const replaced = parseAsString.withOptions({ history: 'replace', scroll: false });

/** The open rows of the tree, in the address, so that a link shows what its sender saw. */
export function useOpenRows(): OpenRows {
  const [text, setText] = useQueryState(OPEN, replaced);
  return useMemo(() => {
    const rows = readOpenRows(text);
    const places = new Set(rows);
    return {
      has: (place) => places.has(place),
      toggle: (place) => void setText(writeOpenRows(toggleRow(rows, place))),
    };
  }, [text, setText]);
}
