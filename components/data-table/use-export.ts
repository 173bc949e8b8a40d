'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { dropActivity, reportActivity } from '#components/activity.ts';
import { downloadText } from '#components/download.ts';
import { toast } from '#components/ui/toast.tsx';
import { formatCount } from '#lib/i18n/format.ts';
import { newId } from '#lib/new-id.ts';
import { exportParts, exportText, type FileFormat } from './export-file.ts';
import type { Column, Exporter, ListPage } from './types.ts';

const PAGE = 200;
/** What a browser holds with ease; more belongs into several files. */
const MOST = 100_000;

const types = { csv: 'text/csv', json: 'application/json' } as const;

type Wanted<Row> = {
  format: FileFormat;
  columns: readonly Column<Row>[];
  shown: readonly string[] | 'all';
};

/**
 * Makes files of rows: of some that are here already, or of all pages of what is filtered. The work goes on while the
 * person looks at other pages; the file is handed out at the end and waits in the bell.
 */
export function useExport<Row>(label: string, exporter: Exporter<Row> | undefined) {
  const t = useTranslations('table.exporting');
  const locale = useLocale();
  const [running, setRunning] = useState(false);
  const count = (value: number) => formatCount(locale, value);

  const hand = (rows: readonly Row[], { format, columns, shown }: Wanted<Row>) => {
    const text = exportText(format, exportParts(columns, shown), rows);
    const save = () => downloadText(`${exporter?.fileName ?? 'export'}.${format}`, text, types[format]);
    save();
    return save;
  };

  const all = async (wanted: Wanted<Row>) => {
    if (!exporter) return;
    const id = newId('request');
    const stopper = new AbortController();
    const title = t('title', { name: label });
    const stop = { label: t('stop'), onClick: () => stopper.abort() };
    setRunning(true);
    toast.loading(title, { id, action: stop });
    try {
      const { rows, total } = await readAll(exporter, stopper.signal, (read, of) => {
        const detail =
          of === undefined
            ? t('read', { read: count(read) })
            : t('readOf', { read: count(read), of: count(of) });
        toast.loading(title, { id, action: stop, description: detail });
        const action = { label: t('stop'), run: () => stopper.abort() };
        reportActivity({ id, state: 'running', title, detail, at: Date.now(), action });
      });
      const save = hand(rows, wanted);
      const capped = total === undefined || rows.length < total;
      const detail =
        capped && rows.length >= MOST
          ? t('capped', { count: rows.length })
          : t('done', { count: rows.length });
      toast.success(title, { id, description: detail, action: undefined });
      const again = { label: t('again'), run: save };
      reportActivity({ id, state: 'done', title, detail, at: Date.now(), action: again });
    } catch (error) {
      toast.dismiss(id);
      dropActivity(id);
      if (stopper.signal.aborted) toast.info(t('stopped'));
      else {
        exporter.onError(error);
        reportActivity({ id, state: 'failed', title, detail: t('failed'), at: Date.now() });
      }
    } finally {
      setRunning(false);
    }
  };

  return {
    running,
    all: (wanted: Wanted<Row>) => void all(wanted),
    some: (rows: readonly Row[], wanted: Wanted<Row>) => {
      hand(rows, wanted);
      toast.success(t('title', { name: label }), { description: t('done', { count: rows.length }) });
    },
  };
}

async function readAll<Row>(
  exporter: Exporter<Row>,
  signal: AbortSignal,
  tell: (read: number, total: number | undefined) => void,
): Promise<{ rows: Row[]; total: number | undefined }> {
  const rows: Row[] = [];
  let total: number | undefined;
  let cursor: string | null = null;
  do {
    const page: ListPage<Row> = await exporter.page({ ...(cursor ? { cursor } : {}), limit: PAGE }, signal);
    rows.push(...page.items);
    total ??= page.total;
    cursor = page.nextCursor;
    if (cursor) tell(rows.length, total);
  } while (cursor && rows.length < MOST && !signal.aborted);
  signal.throwIfAborted();
  return { rows, total };
}
