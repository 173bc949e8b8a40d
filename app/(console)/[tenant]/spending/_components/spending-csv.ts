import type { Group, SpendingRow } from './spending-table.ts';

type CsvColumn =
  | 'day'
  | 'cloudAccountId'
  | 'cloudAccount'
  | 'project'
  | 'product'
  | 'subAccountId'
  | 'subAccount'
  | 'source'
  | 'rows'
  | 'amount'
  | 'currency';

const figures = ['rows', 'amount', 'currency'] as const;
const cloud = ['cloudAccountId', 'cloudAccount'] as const;
const owner = ['subAccountId', 'subAccount'] as const;

/** What a file carries in each grouping. */
export const csvColumns: Record<Group, readonly CsvColumn[]> = {
  day: ['day', ...figures],
  product: ['product', ...figures],
  project: ['project', ...cloud, ...owner, ...figures],
  subAccount: [...owner, ...figures],
  cloudAccount: [...cloud, ...figures],
  record: ['day', ...cloud, 'project', 'product', ...owner, 'source', ...figures],
};

/** One line of the file: every digit of the amount, ids beside names. */
export function csvRow(row: SpendingRow, columns: readonly CsvColumn[]): string[] {
  const cells: Record<CsvColumn, string> = {
    day: row.day ?? '',
    cloudAccountId: row.cloudAccountId ?? '',
    cloudAccount: row.cloudAccountName ?? '',
    project: row.project ?? '',
    product: row.product ?? '',
    subAccountId: row.subAccountId ?? '',
    subAccount: row.subAccountName ?? '',
    source: row.source ?? '',
    rows: String(row.rows),
    amount: row.amount,
    currency: row.currency,
  };
  return columns.map((name) => cells[name]);
}

/** The same for programs: named as the API names them, amounts as decimal strings. */
export function jsonRow(row: SpendingRow, columns: readonly CsvColumn[]): Record<string, string | number> {
  const cells = csvRow(row, columns);
  return Object.fromEntries(
    columns.map((name, index) => [name, name === 'rows' ? row.rows : (cells[index] ?? '')]),
  );
}
