import type { ReactNode } from 'react';
import type { TableControl } from './use-table-state.ts';

/** What an export writes into one cell: times as RFC 3339, amounts as decimal strings, nothing as null. */
export type ExportValue = string | number | boolean | null;

/** One column of an export; several of them may stand for one on the screen. */
export type ExportPart<Row> = { id: string; header: string; value: (row: Row) => ExportValue };

/** How one column is drawn; its id ties it to the table's definition. */
export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the end. */
  align?: 'start' | 'end';
  /** A Tailwind width class for the header: `w-40`. */
  width?: string;
  /** Left out of the cards on phones. */
  skipOnPhone?: boolean;
  /** What an export writes; a column without stays out of files. */
  value?: (row: Row) => ExportValue;
  /** The same where one column on the screen is several in a file. */
  parts?: readonly ExportPart<Row>[];
};

/** How one filter is drawn; its id ties it to the table's definition. */
export type FilterView = {
  id: string;
  label: string;
  icon?: ReactNode;
  /** For `options`: what can be chosen, in order. */
  options?: readonly FilterOption[];
  /** For amounts: what is counted, such as CNY or %. */
  unit?: string;
  /** Stands as tabs before the search box, for the one filter that people change all day. */
  quick?: boolean;
};

export type FilterOption = {
  value: string;
  label: string;
  /** How many there are, where that is known and matters. */
  count?: number;
};

/** One page of a list, as every list procedure answers. */
export type ListPage<Row> = { items: Row[]; nextCursor: string | null; total?: number | undefined };

/** How an export reads all pages of what is filtered. */
export type Exporter<Row> = {
  /** The file's name without its ending. */
  fileName: string;
  /** Reads one page of what is filtered and sorted now. */
  page: (at: { cursor?: string; limit: number }, signal: AbortSignal) => Promise<ListPage<Row>>;
  /** Says a failure where it is read. */
  onError: (error: unknown) => void;
};

export type DataTableProps<Row> = {
  table: TableControl;
  columns: readonly Column<Row>[];
  /** Undefined while the first page is on its way: a skeleton of the same shape stands in. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** What a screen reader calls the row: its name. */
  rowName: (row: Row) => string;
  /** The table's name for screen readers. */
  label: string;
  filters?: readonly FilterView[];
  /** Undefined leaves the search box out. */
  searchPlaceholder?: string;
  nextCursor?: string | null;
  total?: number | undefined;
  /** A later page is on its way; what is shown stays, dimmed. */
  refreshing?: boolean;
  /** Instead of rows: an ErrorPanel. */
  error?: ReactNode;
  /** Instead of rows, when there is nothing and nothing is filtered: an EmptyState. */
  empty: ReactNode;
  rowHref?: (row: Row) => string;
  /** A menu or buttons at the end of each row. */
  rowActions?: (row: Row) => ReactNode;
  /** Buttons for what is selected; without it rows cannot be selected. */
  bulkActions?: (selected: readonly Row[], clear: () => void) => ReactNode;
  /** What the side panel shows on space or a click. */
  peek?: (row: Row) => ReactNode;
  /** Files of exactly what is filtered. */
  exporter?: Exporter<Row> | undefined;
  /** More at the end of the toolbar. */
  exportSlot?: ReactNode;
  /** Before the search box: saved views. */
  viewsSlot?: ReactNode;
  /** Answers the keyboard; one table per page should. */
  keyboard?: boolean;
};
