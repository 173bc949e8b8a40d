/** What the overview asks for; the page on the server prefetches exactly the same. */

const MOST = 50;

export const cloudList = { limit: 200 } as const;
export const quotaTop = { top: 20 } as const;
export const lastAlerts = { limit: 5 } as const;

/** States that wait for somebody; those closest to their quota tell who is over it. */
export const watched = {
  cutOff: { state: 'cut_off', limit: MOST },
  cutting: { state: 'cutting_off', limit: MOST },
  restoring: { state: 'restoring', limit: MOST },
  missing: { state: 'missing', limit: MOST },
  closest: { sort: 'spentShare', order: 'desc', limit: MOST },
} as const;
