'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False until the page's code runs: a form that is sent before would not reach its handler. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
