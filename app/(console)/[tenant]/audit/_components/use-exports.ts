'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { formatCount } from '#lib/i18n/format.ts';
import type { exportOut } from '#server/audit/schema.ts';
import { exportsInput } from './exports-input.ts';
import { fileSize } from './file-size.ts';

export type LogExport = z.output<typeof exportOut>;

const WATCHING_MS = 1_500;
const IDLE_MS = 30_000;

export const isOpen = ({ state }: LogExport) => state === 'waiting' || state === 'running';

/** The last files of the log, followed closely while one is being made. */
export function useExports() {
  const trpc = useTRPC();
  const enabled = useCan('audit:read');
  return useQuery(
    trpc.audit.exports.queryOptions(exportsInput, {
      enabled,
      refetchInterval: (query) => (query.state.data?.items.some(isOpen) ? WATCHING_MS : IDLE_MS),
    }),
  );
}

/** How far a file is, or what became of it, in a line. */
export function useExportText(): (made: LogExport) => string {
  const t = useTranslations('audit.files.state');
  const locale = useLocale();
  const count = (value: number) => formatCount(locale, value);
  return ({ state, looked, total, rows, bytes }) => {
    if (state === 'running')
      return t('running', { looked: count(looked), total: count(total), rows: count(rows) });
    if (state === 'done') return t('done', { rows, size: fileSize(locale, bytes) });
    return t(state);
  };
}
