'use client';
import { Braces, Download, FileSpreadsheet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPCClient } from '#app/trpc/client.tsx';
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
import { newId } from '#lib/new-id.ts';
import { csvColumns, csvRow, jsonRow } from './spending-csv.ts';
import { type Group, MOST_ROWS, type SpendingPage, type SpendingRow } from './spending-table.ts';
import type { SpendingState } from './use-spending-state.ts';

/** Everything that is filtered, grouped as it is shown, over all pages, as one file. */
export function ExportButton({ state: { filters, group, range } }: { state: SpendingState }) {
  const t = useTranslations('spending.export');
  const by = useTranslations('spending.list.by');
  const exportWord = useTranslations('table')('export');
  const client = useTRPCClient();
  const { slug } = useTenant();
  const onError = useToastProblem();
  const [pending, setPending] = useState(false);

  const collect = async (groupBy: Group, tell: (read: number) => void, stopped: () => boolean) => {
    const rows: SpendingRow[] = [];
    let cursor: string | null = null;
    do {
      const page: SpendingPage = await client.spending.list.query({
        ...filters,
        groupBy,
        limit: MOST_ROWS,
        ...(cursor ? { cursor } : {}),
      });
      rows.push(...page.items);
      cursor = page.nextCursor;
      if (cursor) tell(rows.length);
    } while (cursor && !stopped());
    return rows;
  };

  const start = async (groupBy: Group, format: 'csv' | 'json') => {
    setPending(true);
    let stopped = false;
    const id = newId('request');
    toast.loading(t('start'), { id });
    const action = {
      label: t('stop'),
      onClick: () => {
        stopped = true;
      },
    };
    try {
      const rows = await collect(
        groupBy,
        (read) => toast.loading(t('progress', { count: read }), { id, action }),
        () => stopped,
      );
      if (stopped) {
        toast.dismiss(id);
        return;
      }
      const columns = csvColumns[groupBy];
      const name = `${slug}-spending-${range.from}-${range.to}-${groupBy}.${format}`;
      if (format === 'json') {
        const body = JSON.stringify(
          rows.map((row) => jsonRow(row, columns)),
          null,
          2,
        );
        downloadText(name, body, 'application/json');
      } else {
        const head = columns.map((column) => t(`columns.${column}`));
        downloadText(name, toCsv([head, ...rows.map((row) => csvRow(row, columns))]), 'text/csv');
      }
      toast.success(t('done', { count: rows.length }), { id, action: undefined });
    } catch (error) {
      toast.dismiss(id);
      onError(error);
    } finally {
      setPending(false);
    }
  };

  const choices = [...new Set<Group>([group, 'record'])];
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button size="icon" aria-label={exportWord} pending={pending}>
          <Download aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {choices.flatMap((groupBy) => [
          <DropdownMenuItem key={`${groupBy} csv`} onSelect={() => void start(groupBy, 'csv')}>
            <FileSpreadsheet aria-hidden />
            {t('csv', { by: by(groupBy) })}
          </DropdownMenuItem>,
          <DropdownMenuItem key={`${groupBy} json`} onSelect={() => void start(groupBy, 'json')}>
            <Braces aria-hidden />
            {t('json', { by: by(groupBy) })}
          </DropdownMenuItem>,
        ])}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
