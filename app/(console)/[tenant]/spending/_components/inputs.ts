import type { DayRange } from './period.ts';
import { type Dimension, MOST_NAMES, type SpendingFilters } from './spending-table.ts';

export type Asked = { filters: SpendingFilters; before: DayRange | null };

const compared = (before: DayRange | null) =>
  before ? { compareFrom: before.from, compareTo: before.to } : {};

/** What the page on the server and the browser's queries ask for alike. */
export function trendInput({ filters, before, by }: Asked & { by: Dimension }) {
  return { ...filters, ...compared(before), by };
}

export function breakdownInput({ filters, before, by }: Asked & { by: Dimension }, limit = MOST_NAMES) {
  return { ...filters, ...compared(before), by, limit };
}
