import type { TableControl } from '#components/data-table/use-table-state.ts';

/** For lists that take one value of each filter: choosing another value replaces the one before. */
export function oneValueEach(table: TableControl): TableControl {
  return {
    ...table,
    setFilter: (id, value) =>
      table.setFilter(id, value?.kind === 'options' ? { ...value, values: value.values.slice(-1) } : value),
  };
}
