import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Density } from './definition.ts';
import type { Column } from './types.ts';

type TableSkeletonProps<Row> = {
  columns: readonly Column<Row>[];
  density: Density;
  selectable: boolean;
  hasActions: boolean;
};

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const widths = ['w-40', 'w-20', 'w-28', 'w-24', 'w-16'];

/** Rows that are not there yet, in the shape of those that will be: lines on a wide screen, cards on a phone. */
export function TableSkeleton<Row>({ columns, density, selectable, hasActions }: TableSkeletonProps<Row>) {
  return (
    <tbody aria-hidden className="max-sm:block">
      {rows.map((row) => (
        <tr key={row} className="border-line border-b last:border-b-0 max-sm:block max-sm:px-4 max-sm:py-3">
          {selectable ? (
            <td className="w-10 pl-4 max-sm:hidden">
              <Skeleton className="size-4" />
            </td>
          ) : null}
          {columns.map((column, index) => (
            <td
              key={column.id}
              className={cn(
                'px-3 first:pl-4 last:pr-4 max-sm:flex max-sm:h-7 max-sm:items-center max-sm:justify-between max-sm:p-0',
                density === 'compact' ? 'h-8' : 'h-10',
                column.skipOnPhone && 'max-sm:hidden',
              )}
            >
              {index > 0 ? <Skeleton className="h-3 w-20 sm:hidden" /> : null}
              <Skeleton
                className={cn(
                  'h-3 max-w-full',
                  widths[index % widths.length],
                  column.align === 'end' && 'sm:ml-auto',
                )}
              />
            </td>
          ))}
          {hasActions ? <td className="w-12 max-sm:hidden" /> : null}
        </tr>
      ))}
    </tbody>
  );
}
