'use client';
import { useEffect, useRef } from 'react';
import { isModalOpen, isTyping } from '#components/typing.ts';

type Shortcuts = {
  onPalette: () => void;
  onHelp: () => void;
  /** Letter after `g` to what it does. */
  go: Readonly<Record<string, () => void>>;
};

const PAUSE = 1000;

/** ⌘K or Ctrl K anywhere; `?` and `g` plus a letter where nobody is typing. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.onPalette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isModalOpen()) return;
      if (waiting !== undefined) {
        clearTimeout(waiting);
        waiting = undefined;
        const go = latest.current.go[event.key.toLowerCase()];
        if (!go) return;
        event.preventDefault();
        go();
        return;
      }
      if (event.key === '?') latest.current.onHelp();
      if (event.key === 'g') {
        waiting = setTimeout(() => {
          waiting = undefined;
        }, PAUSE);
      }
    };
    // Before the tables' own listener, so that `g k` does not also move a row.
    document.addEventListener('keydown', press, { capture: true });
    return () => {
      clearTimeout(waiting);
      document.removeEventListener('keydown', press, { capture: true });
    };
  }, []);
}
