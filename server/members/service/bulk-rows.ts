/** Reading a list of people to invite: a CSV file, a part of a sheet, or addresses one below the other. */
import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '#lib/errors.ts';

const MAX_ROWS = 500;

/** One row as it was written; `line` is where it stands in the text. */
type WrittenRow = { line: number; email: string; role: string };

const HEADS = {
  email: ['email', 'e-mail', 'mail', 'address', '邮箱', '电子邮箱', '邮件地址'],
  role: ['role', '角色'],
} as const;

/**
 * The rows of a text whose columns are parted by commas, semicolons or tabs. A first row that names its columns says which
 * is which; without one the address comes first. Throws `csv_broken` with the line, `csv_empty`, `csv_many`.
 */
export function readRows(text: string): WrittenRow[] {
  const records = parseText(text).filter(({ record }) => record.some((cell) => cell !== ''));
  const [first] = records;
  if (!first) throw fault('csv_empty', {});
  const named = columnsOf(first.record);
  const columns = named ?? { email: 0, role: 1 };
  const rows = (named ? records.slice(1) : records).map(({ record, line }) => ({
    line,
    email: record[columns.email] ?? '',
    role: columns.role === null ? '' : (record[columns.role] ?? ''),
  }));
  if (rows.length === 0) throw fault('csv_empty', {});
  if (rows.length > MAX_ROWS) throw fault('csv_many', { count: rows.length, max: MAX_ROWS });
  return rows;
}

type Parsed = { record: string[]; line: number };

function parseText(text: string): Parsed[] {
  try {
    const found: Parsed[] = [];
    parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record: string[], { lines }) => {
        found.push({ record, line: lines });
        return null;
      },
    });
    return found;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    throw fault('csv_broken', { line });
  }
}

function columnsOf(record: readonly string[]): { email: number; role: number | null } | null {
  const at = (names: readonly string[]) => record.findIndex((cell) => names.includes(cell.toLowerCase()));
  const [email, role] = [at(HEADS.email), at(HEADS.role)];
  return email === -1 ? null : { email, role: role === -1 ? null : role };
}

function fault(reason: 'csv_broken' | 'csv_empty' | 'csv_many', params: Record<string, number>): AppError {
  return new AppError('invalid_input', reason, { params, fields: [{ path: 'text', message: reason }] });
}
