'use client';
import { useRef } from 'react';
import { newId } from '#lib/new-id.ts';

/**
 * The idempotency key of a submission: the same input sent again after a lost answer carries the same key, so that it
 * takes effect once. Call `done` after an answer, then equal input is a new submission.
 */
export function useSubmissionKey(): { keyFor: (input: unknown) => string; done: () => void } {
  const last = useRef<{ input: string; key: string } | null>(null);
  return {
    keyFor(input) {
      const text = JSON.stringify(input);
      if (last.current?.input !== text) last.current = { input: text, key: newId('request') };
      return last.current.key;
    },
    done() {
      last.current = null;
    },
  };
}
