'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { isModalOpen, isTyping } from '#components/typing.ts';

type TableKeys = {
  enabled: boolean;
  count: number;
  frame: RefObject<HTMLDivElement | null>;
  searchBox: RefObject<HTMLInputElement | null>;
  active: number;
  setActive: (index: number) => void;
  open: (index: number) => void;
  peek: (index: number) => void;
  select: (index: number, range: boolean) => void;
  /** Closes the panel or drops the selection; false when there is neither. */
  escape: () => boolean;
};

/** `j` `k` move, enter opens, space peeks, `x` ticks, `/` searches, escape lets go; never while typing or under a dialog. */
export function useTableKeys(keys: TableKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!keys.enabled) return;
    const press = (event: KeyboardEvent) => handle(event, latest.current);
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [keys.enabled]);
}

function handle(event: KeyboardEvent, keys: TableKeys): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  if (isTyping(event.target) || isModalOpen()) return;
  if (event.key === '/' && keys.searchBox.current) {
    event.preventDefault();
    keys.searchBox.current.focus();
    return;
  }
  if (event.key === 'Escape' && keys.escape()) {
    event.preventDefault();
    return;
  }
  if (keys.count === 0) return;
  const move = (index: number) => {
    event.preventDefault();
    const next = Math.max(0, Math.min(keys.count - 1, index));
    keys.setActive(next);
    const row = keys.frame.current?.querySelector<HTMLElement>(`[data-row-index="${next}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  if (event.key === 'j') move(keys.active + 1);
  if (event.key === 'k') move(keys.active - 1);
  if (keys.active < 0 || keys.active >= keys.count) return;
  if (event.key === 'x' || event.key === 'X') keys.select(keys.active, event.shiftKey);
  // Enter and space belong to whatever control has the focus; only on the row itself do they mean the row.
  const onRow = event.target instanceof HTMLElement && event.target.dataset.rowIndex !== undefined;
  if (event.key === 'Enter' && onRow) keys.open(keys.active);
  if (event.key === ' ' && onRow) {
    event.preventDefault();
    keys.peek(keys.active);
  }
}
