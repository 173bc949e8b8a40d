export type FilterKind = 'options' | 'text' | 'flag' | 'day_range' | 'amount_range';

export type FilterDefinition = {
  /** Also its name in the address. */
  id: string;
  kind: FilterKind;
  /** For `options`: the only values that count; others in the address are dropped. */
  values?: readonly string[];
};

export type SortState = { column: string; direction: 'asc' | 'desc' };

export type ColumnDefinition = {
  id: string;
  sortable?: boolean;
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Always shown, first: the name of the row. */
  fixed?: boolean;
};

/** What a table can do, as plain data: the page on the server and the table in the browser read the same one. */
export type TableDefinition = {
  /** Under this name somebody's columns and views are kept; without one nothing is. */
  name?: string;
  columns: readonly ColumnDefinition[];
  filters?: readonly FilterDefinition[];
  defaultSort?: SortState;
  pageSizes?: readonly number[];
  /** Put before every name in the address, where a page holds two tables. */
  prefix?: string;
};

export type FilterValue =
  | { kind: 'options'; values: string[] }
  | { kind: 'text'; text: string }
  | { kind: 'flag'; on: boolean }
  /** Calendar days `YYYY-MM-DD`, both inclusive. */
  | { kind: 'day_range'; from: string | null; to: string | null }
  /** Decimal strings, both inclusive. */
  | { kind: 'amount_range'; min: string | null; max: string | null };

export type Density = 'comfortable' | 'compact';

export type TableState = {
  search: string;
  filters: Readonly<Record<string, FilterValue>>;
  sort: SortState | null;
  cursor: string | null;
  limit: number;
  /** Visible columns in their order. */
  columns: readonly string[];
  density: Density;
  /** The row whose panel is open. */
  peek: string | null;
  /** The saved view that was chosen last. */
  view: string | null;
};

/** What somebody wants of a table wherever the address says nothing else. */
export type TableChoice = { columns: readonly string[]; density: Density };

export const defaultPageSizes = [25, 50, 100, 200] as const;
