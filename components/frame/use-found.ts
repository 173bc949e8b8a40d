'use client';
import { useEffect, useState } from 'react';
import type { PaletteEntry, PaletteSearch } from './palette-entry.ts';
import { matches } from './palette-match.ts';

const PAUSE_MS = 180;
const none: readonly PaletteEntry[] = [];

/** What the server finds for the words typed so far; a question that is out of date is taken back. */
export function useFound(words: string, search: PaletteSearch | undefined) {
  const [answer, setAnswer] = useState<{ words: string; found: readonly PaletteEntry[] }>({
    words: '',
    found: none,
  });
  const asks = search !== undefined && isEnough(words);
  useEffect(() => {
    if (!search || !isEnough(words)) return;
    const control = new AbortController();
    const timer = setTimeout(() => {
      search(words, control.signal).then(
        (found) => control.signal.aborted || setAnswer({ words, found }),
        () => control.signal.aborted || setAnswer({ words, found: none }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [words, search]);
  const searching = asks && answer.words !== words;
  // Older finds that still fit stay while the next ones come, so that the list does not jump.
  const fitting = searching ? answer.found.filter((entry) => matches(entry, words)) : answer.found;
  return { found: asks ? fitting : none, searching };
}

/** One letter finds everything; one Chinese character is a word already. */
function isEnough(words: string): boolean {
  return words.length > 1 || /\p{Script=Han}/u.test(words);
}
