import type { ReactNode } from 'react';
import type { TableControl } from './use-table-state.ts';

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
};

/** How one filter is drawn; its id ties it to the table's definition. */
export type FilterView = {
  id: string;
  label: string;
  icon?: ReactNode;
  /** For `options`: what can be chosen, in order. */
  options?: readonly { value: string; label: string }[];
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
  /** The CSV link or button. */
  exportSlot?: ReactNode;
  /** Before the search box: saved views. */
  viewsSlot?: ReactNode;
  /** Answers the keyboard; one table per page should. */
  keyboard?: boolean;
};
