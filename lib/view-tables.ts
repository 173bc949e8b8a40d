/** The tables of the console whose looks can be kept. */
export const viewTables = [
  'sub-accounts',
  'clouds',
  'alerts',
  'members',
  'invitations',
  'keys',
  'audit',
  'channels',
  'deliveries',
  'spending',
  'spending-checks',
  'requests',
] as const;
export type ViewTable = (typeof viewTables)[number];
