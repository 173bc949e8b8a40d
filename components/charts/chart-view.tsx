'use client';
import { ChartNoAxesColumn, Download, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { downloadText, toCsv } from '#components/download.ts';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';

export type ChartTable = {
  columns: readonly { label: string; align?: 'start' | 'end' }[];
  /** What is read, and what the CSV carries: every digit. */
  rows: readonly (readonly { text: ReactNode; csv: string }[])[];
};

type ChartViewProps = {
  title: string;
  /** Beside the title: a total. */
  aside?: ReactNode;
  /** Under the chart: the legend. */
  legend?: ReactNode;
  table: ChartTable;
  /** Without its extension. */
  fileName: string;
  children: ReactNode;
  className?: string;
};

/** A chart in its card, the same figures as a table, and as a file. */
export function ChartView({ title, aside, legend, table, fileName, children, className }: ChartViewProps) {
  const t = useTranslations('common.chart');
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const titleId = useId();
  const download = () => {
    const rows = [
      table.columns.map((column) => column.label),
      ...table.rows.map((row) => row.map((cell) => cell.csv)),
    ];
    downloadText(`${fileName}.csv`, toCsv(rows), 'text/csv');
  };
  return (
    <Card className={className}>
      <CardHeader>
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <CardTitle id={titleId}>{title}</CardTitle>
          {aside}
        </div>
        <div className="flex items-center gap-1">
          <SegmentedControl
            label={t('view')}
            value={view}
            onValueChange={setView}
            segments={[
              {
                value: 'chart',
                label: null,
                icon: <ChartNoAxesColumn aria-hidden />,
                iconOnlyLabel: t('chart'),
              },
              { value: 'table', label: null, icon: <Table2 aria-hidden />, iconOnlyLabel: t('table') },
            ]}
          />
          <Button variant="ghost" size="icon" aria-label={t('csv')} onClick={download}>
            <Download aria-hidden />
          </Button>
        </div>
      </CardHeader>
      {view === 'chart' ? (
        <CardBody>
          <figure aria-labelledby={titleId}>{children}</figure>
          {legend}
        </CardBody>
      ) : (
        <ScrollArea label={title} className="max-h-90">
          <Table>
            <TableHead>
              <TableRow>
                {table.columns.map((column) => (
                  <TableHeader key={column.label} {...(column.align ? { align: column.align } : {})}>
                    {column.label}
                  </TableHeader>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {table.rows.map((row) => (
                <TableRow key={row[0]?.csv}>
                  {row.map((cell, index) => (
                    <TableCell
                      className="whitespace-nowrap"
                      key={table.columns[index]?.label}
                      align={table.columns[index]?.align ?? 'start'}
                    >
                      {cell.text}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </ScrollArea>
      )}
    </Card>
  );
}
