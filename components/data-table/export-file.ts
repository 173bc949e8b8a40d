import { toCsv } from '#lib/csv.ts';
import type { Column, ExportPart, ExportValue } from './types.ts';

export type FileFormat = 'csv' | 'json';

/** The columns of a file: those shown, in their order, or all that the table has. */
export function exportParts<Row>(
  columns: readonly Column<Row>[],
  shown: readonly string[] | 'all',
): ExportPart<Row>[] {
  const chosen =
    shown === 'all' ? columns : shown.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  return chosen.flatMap(({ id, header, value, parts }) => parts ?? (value ? [{ id, header, value }] : []));
}

/** The whole file. CSV has the headers of the screen, JSON the ids of the columns; both have one row per row. */
export function exportText<Row>(
  format: FileFormat,
  parts: readonly ExportPart<Row>[],
  rows: readonly Row[],
): string {
  if (format === 'csv') {
    const lines = rows.map((row) => parts.map((part) => asText(part.value(row))));
    return toCsv([parts.map((part) => part.header), ...lines]);
  }
  const objects = rows.map((row) => Object.fromEntries(parts.map((part) => [part.id, part.value(row)])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

function asText(value: ExportValue): string {
  return value === null ? '' : String(value);
}
