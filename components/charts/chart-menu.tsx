'use client';
import { FileSpreadsheet, Image, Link2, Share } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { downloadText } from '#components/download.ts';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { toast } from '#components/ui/toast.tsx';
import { toCsv } from '#lib/csv.ts';
import type { ChartTableData } from './chart-table.tsx';

type ChartMenuProps = {
  title: string;
  fileName: string;
  table: ChartTableData;
  anchor: string | undefined;
  disabled: boolean;
  onPicture: () => Promise<void>;
};

/** What can be taken away from a chart: its picture, its figures, a link to it. */
export function ChartMenu({ title, fileName, table, anchor, disabled, onPicture }: ChartMenuProps) {
  const t = useTranslations('common.chart');
  const common = useTranslations('common');
  const [drawing, setDrawing] = useState(false);
  const picture = async () => {
    setDrawing(true);
    try {
      await onPicture();
    } catch {
      toast.error(t('pngFailed'));
    } finally {
      setDrawing(false);
    }
  };
  const csv = () => {
    const rows = [
      table.columns.map((column) => column.label),
      ...table.rows.map((row) => row.map((cell) => cell.csv)),
    ];
    downloadText(`${fileName}.csv`, toCsv(rows), 'text/csv');
  };
  const link = async () => {
    const url = new URL(window.location.href);
    if (anchor) url.hash = anchor;
    try {
      await navigator.clipboard.writeText(url.href);
      toast.success(t('linkCopied'));
    } catch {
      toast.error(common('copyFailed'));
    }
  };
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" pending={drawing} aria-label={t('menu', { title })}>
          <Share aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem disabled={disabled} onSelect={() => void picture()}>
          <Image aria-hidden />
          {t('png')}
        </DropdownMenuItem>
        <DropdownMenuItem disabled={disabled} onSelect={csv}>
          <FileSpreadsheet aria-hidden />
          {t('csv')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void link()}>
          <Link2 aria-hidden />
          {t('link')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
