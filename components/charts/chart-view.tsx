'use client';
import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { ChartMenu } from './chart-menu.tsx';
import { ChartTable, type ChartTableData } from './chart-table.tsx';
import { ChartLegend, type LegendItem } from './legend.tsx';
import { usePicture } from './use-picture.tsx';

export type ChartViewProps = {
  title: string;
  /** Beside the title: a total. */
  aside?: ReactNode;
  /** Before the buttons: what changes the chart. */
  controls?: ReactNode;
  legend?: readonly LegendItem[];
  table: ChartTableData;
  /** Without its extension. */
  fileName: string;
  /** On the picture: which figures these are, and how far they go. */
  subtitle?: string | undefined;
  footnote?: string | undefined;
  /** The anchor that a copied link leads to. */
  anchor?: string | undefined;
  /** Drawn for a picture instead of the chart, where that is no drawing. */
  picture?: ReactNode;
  /** Nothing to draw: no picture, no file. */
  empty?: boolean;
  /** What is shown is about to be replaced; it stays, dimmed. */
  busy?: boolean | undefined;
  children: ReactNode;
  className?: string | undefined;
};

/** A chart in its card, the same figures as a table, a picture and a file. */
export function ChartView(props: ChartViewProps) {
  const {
    title,
    aside,
    controls,
    legend = [],
    table,
    fileName,
    anchor,
    empty,
    busy,
    children,
    className,
  } = props;
  const t = useTranslations('common.chart');
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const titleId = useId();
  const picture = usePicture({ ...props, legend, drawing: props.picture ?? children });
  return (
    <Card
      id={anchor}
      aria-busy={busy || undefined}
      className={cn('scroll-mt-18 transition-opacity', busy && 'opacity-60', className)}
    >
      <CardHeader>
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <CardTitle id={titleId}>{title}</CardTitle>
          {aside}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {controls}
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
          <ChartMenu
            title={title}
            fileName={fileName}
            table={table}
            anchor={anchor}
            disabled={empty === true}
            onPicture={picture.take}
          />
        </div>
      </CardHeader>
      {view === 'chart' ? (
        <CardBody>
          <figure aria-labelledby={titleId}>{children}</figure>
          {legend.length > 0 ? <ChartLegend items={legend} /> : null}
        </CardBody>
      ) : (
        <ChartTable label={title} table={table} />
      )}
      {picture.studio}
    </Card>
  );
}
