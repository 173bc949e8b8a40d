'use client';
import type { ReactNode } from 'react';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';

export type ChartTableData = {
  columns: readonly { label: string; align?: 'start' | 'end' }[];
  /** What is read, and what the CSV carries: every digit. */
  rows: readonly (readonly { text: ReactNode; csv: string }[])[];
};

/** What a chart is drawn from, row by row. */
export function ChartTable({ label, table: { columns, rows } }: { label: string; table: ChartTableData }) {
  const align = (index: number) => columns[index]?.align ?? 'start';
  return (
    <ScrollArea label={label} className="max-h-90">
      <Table>
        <TableHead>
          <TableRow>
            {columns.map((column, index) => (
              <TableHeader key={column.label} align={align(index)} className="first:pl-4 last:pr-4">
                {column.label}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row[0]?.csv}>
              {row.map((cell, index) => (
                <TableCell
                  key={columns[index]?.label}
                  align={align(index)}
                  className="h-9 whitespace-nowrap first:pl-4 last:pr-4"
                >
                  {cell.text}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollArea>
  );
}
