'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPCClient } from '#app/trpc/client.tsx';
import type { TableState } from '#components/data-table/definition.ts';
import { downloadText, toCsv } from '#components/download.ts';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { subAccountFilters } from './sub-account-table.ts';

const PAGE = 200;

/** Everything that is filtered, over all pages, as one file. */
export function ExportButton({ state }: { state: TableState }) {
  const t = useTranslations('subAccounts.export');
  const exportWord = useTranslations('table')('export');
  const client = useTRPCClient();
  const { slug } = useTenant();
  const onError = useToastProblem();
  const [pending, setPending] = useState(false);
  const collect = async (tell: (read: number, total: number) => void, stopped: () => boolean) => {
    const rows: SubAccountOut[] = [];
    let cursor: string | null = null;
    do {
      const input = { ...subAccountFilters(state), limit: PAGE, ...(cursor ? { cursor } : {}) };
      const page: Awaited<ReturnType<typeof client.iam.list.query>> = await client.iam.list.query(input);
      rows.push(...page.items);
      tell(rows.length, page.total ?? rows.length);
      cursor = page.nextCursor;
    } while (cursor && !stopped());
    return rows;
  };
  const start = async () => {
    setPending(true);
    let stopped = false;
    const id = toast.loading(t('start'));
    const stop = () => {
      stopped = true;
    };
    const action = { label: t('stop'), onClick: stop };
    try {
      const rows = await collect(
        (read, total) => toast.loading(t('progress', { read, total }), { id, action }),
        () => stopped,
      );
      if (stopped) {
        toast.dismiss(id);
        return;
      }
      downloadText(
        `${slug}-sub-accounts.csv`,
        toCsv([headers.map((name) => t(`columns.${name}`)), ...rows.map(csvRow)]),
        'text/csv',
      );
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

const headers = [
  'id',
  'userName',
  'displayName',
  'cloudAccount',
  'status',
  'protected',
  'currency',
  'granted',
  'spent',
  'share',
  'projects',
  'email',
  'createdAt',
] as const;

function csvRow(row: SubAccountOut): string[] {
  const { quota } = row;
  return [
    row.id,
    row.userName,
    row.displayName,
    row.cloudAccount.name,
    row.status,
    row.protected ? 'true' : 'false',
    quota?.currency ?? '',
    quota?.granted ?? '',
    quota?.spent ?? '',
    quota ? (quota.shareBp / 100).toFixed(2) : '',
    String(row.projectCount),
    row.email,
    row.createdAt,
  ];
}
