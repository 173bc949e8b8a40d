/** The tabs of a sub-account's page, in their order and as they stand in the address. */
export const detailTabs = ['overview', 'projects', 'access', 'quota', 'cut-off', 'alerts'] as const;
export type DetailTab = (typeof detailTabs)[number];
