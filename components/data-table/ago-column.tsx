import { Ago } from '#components/ago.tsx';
import type { Column } from './types.ts';

type AgoColumnOptions<Row> = {
  id: string;
  header: string;
  time: (row: Row) => string | null;
  width?: string;
  skipOnPhone?: boolean;
};

/** A column of moments: how long ago on the screen, the exact time on hover and in files. */
export function agoColumn<Row>({ time, width = 'w-32', ...rest }: AgoColumnOptions<Row>): Column<Row> {
  return {
    ...rest,
    width,
    align: 'end',
    value: time,
    cell: (row) => <Ago time={time(row)} className="text-soft" />,
  };
}
