'use client';
import { useSyncExternalStore } from 'react';

/** Something long that was started here and goes on, or has ended, while the person is elsewhere. */
export type Activity = {
  id: string;
  state: 'running' | 'done' | 'failed';
  title: string;
  detail?: string | undefined;
  /** Milliseconds of the clock, for the order and "5 minutes ago". */
  at: number;
  /** What can be done with it: stop it, or have its file again. */
  action?: { label: string; run: () => void } | undefined;
};

const MOST = 20;
const none: readonly Activity[] = [];
let all: readonly Activity[] = none;
const listeners = new Set<() => void>();

/** Tells, or tells anew, how something long is doing. It stays until the page is loaded again. */
export function reportActivity(activity: Activity): void {
  all = [activity, ...all.filter(({ id }) => id !== activity.id)].slice(0, MOST);
  for (const listener of listeners) listener();
}

export function dropActivity(id: string): void {
  all = all.filter((each) => each.id !== id);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Newest first. */
export function useActivities(): readonly Activity[] {
  return useSyncExternalStore(
    subscribe,
    () => all,
    () => none,
  );
}
