'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPCClient } from '#app/trpc/client.tsx';
import { downloadText, toCsv } from '#components/download.ts';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { csvColumns, csvRow } from './spending-csv.ts';
import { MOST_NAMES, type SpendingPage, type SpendingRow } from './spending-table.ts';
import { useNames } from './use-names.ts';
import type { SpendingState } from './use-spending-state.ts';

/** Everything that is filtered, grouped as it is shown, over all pages, as one file. */
export function ExportButton({ state: { filters, group, range } }: { state: SpendingState }) {
  const t = useTranslations('spending.export');
  const exportWord = useTranslations('table')('export');
  const client = useTRPCClient();
  const { slug } = useTenant();
  const { clouds } = useNames();
  const onError = useToastProblem();
  const [pending, setPending] = useState(false);

  const collect = async (tell: (read: number) => void, stopped: () => boolean) => {
    const rows: SpendingRow[] = [];
    let cursor: string | null = null;
    do {
      const page: SpendingPage = await client.spending.list.query({
        ...filters,
        groupBy: group,
        limit: MOST_NAMES,
        ...(cursor ? { cursor } : {}),
      });
      rows.push(...page.items);
      cursor = page.nextCursor;
      if (cursor) tell(rows.length);
    } while (cursor && !stopped());
    return rows;
  };

  const start = async () => {
    setPending(true);
    let stopped = false;
    const id = toast.loading(t('start'));
    const action = {
      label: t('stop'),
      onClick: () => {
        stopped = true;
      },
    };
    try {
      const rows = await collect(
        (read) => toast.loading(t('progress', { count: read }), { id, action }),
        () => stopped,
      );
      if (stopped) {
        toast.dismiss(id);
        return;
      }
      const columns = csvColumns[group];
      const file = [
        columns.map((name) => t(`columns.${name}`)),
        ...rows.map((row) => csvRow(row, columns, clouds)),
      ];
      downloadText(`${slug}-spending-${range.from}-${range.to}-${group}.csv`, toCsv(file), 'text/csv');
      toast.success(t('done', { count: rows.length }), { id, action: undefined });
    } catch (error) {
      toast.dismiss(id);
      onError(error);
    } finally {
      setPending(false);
    }
  };

  return (
    <Tooltip content={exportWord}>
      <Button size="icon" aria-label={exportWord} pending={pending} onClick={() => void start()}>
        <Download aria-hidden />
      </Button>
    </Tooltip>
  );
}
