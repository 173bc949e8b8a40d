import { unnamed } from './spending-table.ts';

/** The name in the address under which the open rows of the tree are kept. */
export const OPEN = 'open';

/** More than anybody compares at once; an address has to stay short. */
const MOST_OPEN = 30;

/** The rows of the tree that are open, each by the names that lead to it, in the order in which they were opened. */
export function readOpenRows(text: string | null): readonly string[] {
  return text ? text.split(',').filter(Boolean) : [];
}

export function writeOpenRows(rows: readonly string[]): string | null {
  return rows.length === 0 ? null : rows.join(',');
}

/** A row's place in the tree: the place of the row above, and its own name. */
export function placeOf(above: string | null, id: string): string {
  const name = (id || unnamed).replaceAll('%', '%25').replaceAll(',', '%2C').replaceAll('/', '%2F');
  return above === null ? name : `${above}/${name}`;
}

/** Opens a row, or closes it with everything below. */
export function toggleRow(rows: readonly string[], place: string): readonly string[] {
  if (!rows.includes(place)) return [...rows, place].slice(-MOST_OPEN);
  return rows.filter((row) => row !== place && !row.startsWith(`${place}/`));
}
