/** The parts of the installation whose health is told, apart from the schemas so that a page needs no validator. */
export const partNames = [
  'database',
  'jobs',
  'queue',
  'outbox',
  'clouds',
  'channels',
  'ledger',
  'totals',
  'disk',
  'memory',
] as const;
export type PartName = (typeof partNames)[number];

export type FigureUnit = 'ms' | 'seconds' | 'count' | 'percent' | 'megabytes';

/** The one figure of each part that is kept over time, by its name in `detail`. */
export const leadingFigures: Record<PartName, { key: string; unit: FigureUnit }> = {
  database: { key: 'ms', unit: 'ms' },
  jobs: { key: 'waiting', unit: 'seconds' },
  queue: { key: 'depth', unit: 'count' },
  outbox: { key: 'count', unit: 'count' },
  clouds: { key: 'unwell', unit: 'count' },
  channels: { key: 'failing', unit: 'count' },
  ledger: { key: 'findings', unit: 'count' },
  totals: { key: 'differences', unit: 'count' },
  disk: { key: 'percent', unit: 'percent' },
  memory: { key: 'megabytes', unit: 'megabytes' },
};
