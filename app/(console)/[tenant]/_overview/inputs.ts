/** What the overview asks for; the page on the server prefetches exactly the same. */
import type { StateFilter } from '#server/iam/schema.ts';

const MOST = 50;

export const cloudList = { limit: 200 } as const;
export const quotaTop = { top: 20 } as const;
export const lastAlerts = { limit: 5 } as const;

const moving: StateFilter[] = ['cutting_off', 'restoring'];

/** States that wait for somebody; those closest to their quota tell who is over it. */
export const watched = {
  cutOff: { state: 'cut_off', limit: MOST },
  moving: { state: moving, limit: 2 * MOST },
  missing: { state: 'missing', limit: MOST },
  closest: { sort: 'spentShare', order: 'desc', limit: MOST },
} as const;

/** Cut-offs that are under way at once and looked at one by one. */
export const MOST_SAGAS = 10;
