/** What stands in the files of the log. */
import { toCsv } from '#lib/csv.ts';
import type { ExportRow } from './queries.ts';
import type { ExportFormat } from './schema.ts';

type Writer = {
  /** What the file begins with. */
  head: string;
  /** Text of some rows. */
  rows: (rows: readonly ExportRow[]) => string;
};

const columns = [
  ...([
    'seq',
    'at',
    'actorKind',
    'actorName',
    'actorId',
    'source',
    'action',
    'targetKind',
    'targetId',
  ] as const),
  ...(['requestId', 'before', 'after', 'id', 'hash', 'previous'] as const),
];

const cell = (value: string | bigint | Date | null) =>
  value instanceof Date ? value.toISOString() : String(value ?? '');

/**
 * One line an entry, in the chain's order. In `jsonl` the entry stands letter for letter as it was hashed: the SHA-256 of
 * `previous`, a line feed and this text is `hash`.
 */
export const exportWriters: Record<ExportFormat, Writer> = {
  // The byte order mark keeps Chinese readable in spreadsheets.
  csv: {
    head: `\uFEFF${toCsv([columns])}`,
    rows: (rows) => toCsv(rows.map((row) => columns.map((name) => cell(row[name])))),
  },
  jsonl: {
    head: '',
    rows: (rows) =>
      rows
        .map(
          ({ seq, previous, hash, entry }) =>
            `{"seq":${seq},"previous":${JSON.stringify(previous)},"hash":"${hash}","entry":${entry}}\n`,
        )
        .join(''),
  },
};
