import { AppError } from '#lib/errors.ts';
import type { ViewState } from './schema.ts';

/** One person's own views of one table, and a table's shared ones. */
export const MOST_VIEWS = 50;

type View = { ownerId: string; shared: boolean };

/** Shared views are everybody's; all others are their owner's alone. */
export function isVisible(view: View, actorId: string): boolean {
  return view.shared || view.ownerId === actorId;
}

/** What is shared, or becomes shared, concerns everybody and needs a right of its own. */
export function concernsEverybody(view: View, change: { shared?: boolean | undefined } = {}): boolean {
  return view.shared || change.shared === true;
}

export function assertRoom(count: number): void {
  if (count >= MOST_VIEWS)
    throw new AppError('limit_exceeded', 'views_limit', { params: { max: MOST_VIEWS } });
}

/** The state as the database gives it back: parts that are no text fall out. */
export function toState(json: unknown): ViewState {
  const parts = Object.entries(json !== null && typeof json === 'object' ? json : {});
  return Object.fromEntries(parts.filter((part): part is [string, string] => typeof part[1] === 'string'));
}
