/** What stands for no team at all, in filters and where one is chosen. */
export const NO_TEAM = 'none';
