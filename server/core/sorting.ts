/** Lists in an order of the reader's choice, page after page: by one column and, among equals, by id. */
import { AppError } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';

export type Order = 'asc' | 'desc';
/** A value, or everything on one side of it, as Prisma filters. */
type At<V> = V | { gt: V } | { lt: V };

/** One way to sort: where the value is in a row, how Prisma orders by it and filters on it. */
export type SortColumn<Row, Where, By, V extends string | Date = string | Date> = {
  value(row: Row): V | null;
  order(order: Order): By;
  at(value: At<V>): Where;
  /** Only where the column can be empty; then order with `emptyLast`. */
  empty?: Where;
};

/** What is empty comes last in both orders. */
export const emptyLast = (sort: Order) => ({ sort, nulls: 'last' as const });

/** A column of times; a cursor holds them as text. */
export function timeColumn<Row, Where, By>(
  column: SortColumn<Row, Where, By, Date>,
): SortColumn<Row, Where, By> {
  const toDate = (value: string | Date) => (value instanceof Date ? value : parseTime(value));
  return { ...column, at: (value) => column.at(mapped(value, toDate)) };
}

export function textColumn<Row, Where, By>(
  column: SortColumn<Row, Where, By, string>,
): SortColumn<Row, Where, By> {
  return { ...column, at: (value) => column.at(mapped(value, String)) };
}

function mapped<V>(value: At<string | Date>, to: (value: string | Date) => V): At<V> {
  if (typeof value === 'string' || value instanceof Date) return to(value);
  return 'gt' in value ? { gt: to(value.gt) } : { lt: to(value.lt) };
}

type IdWhere = { id: { gt: string } | { lt: string } };
type Conditions<Where> =
  | Record<string, never>
  | { AND: (Where | IdWhere)[] }
  | { OR: (Where | { AND: (Where | IdWhere)[] })[] };

/**
 * What a page needs: `where` to go on after the cursor (nothing on the first page), `orderBy`, and `cut` to make a page
 * of `limit + 1` rows. A cursor goes on only in the order that it comes from; any other is invalid input.
 */
export function sorting<Row extends { id: string }, Where, By, Name extends string>(
  columns: Record<Name, SortColumn<Row, Where, By>>,
  { sort, order, cursor }: { sort: Name; order: Order; cursor: string | undefined },
) {
  const column = columns[sort];
  const name = `${sort} ${order}`;
  const keys = decodeCursor(cursor, 3);
  const orderBy: (By | { id: Order })[] = [column.order(order), { id: order }];
  return {
    where: keys ? after(column, order, name, keys) : {},
    orderBy,
    cut: <R extends Row>(rows: readonly R[], limit: number) =>
      cutPage(rows, limit, (row) => {
        const value = column.value(row);
        return [name, value instanceof Date ? value.toISOString() : value, row.id];
      }),
  };
}

function after<Row, Where, By>(
  column: SortColumn<Row, Where, By>,
  order: Order,
  name: string,
  [from, value, id]: readonly unknown[],
): Conditions<Where> {
  if (from !== name || typeof id !== 'string' || !(typeof value === 'string' || value === null))
    throw invalid();
  const behind: IdWhere = { id: order === 'asc' ? { gt: id } : { lt: id } };
  if (value === null) {
    if (column.empty === undefined) throw invalid();
    return { AND: [column.empty, behind] };
  }
  const beyond = column.at(order === 'asc' ? { gt: value } : { lt: value });
  const equals = { AND: [column.at(value), behind] };
  return { OR: [beyond, equals, ...(column.empty === undefined ? [] : [column.empty])] };
}

function parseTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw invalid();
  return time;
}

const invalid = () =>
  new AppError('invalid_input', 'cursor_invalid', {
    fields: [{ path: 'cursor', message: 'cursor_invalid' }],
  });
