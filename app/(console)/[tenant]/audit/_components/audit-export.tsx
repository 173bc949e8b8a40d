'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPCClient } from '#app/trpc/client.tsx';
import { useClock } from '#components/clock.tsx';
import { downloadText, toCsv } from '#components/download.ts';
import { Button } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { toast } from '#components/ui/toast.tsx';
import { dayOf } from '#lib/periods.ts';
import type { AuditEntry, auditFilterInput } from './audit-table.ts';

const PAGE = 200;
const MOST = 20_000;

/** Reads every entry that the filters let through, page by page, and makes a file of them; a second press stops it. */
export function AuditExport({ filter }: { filter: ReturnType<typeof auditFilterInput> }) {
  const t = useTranslations('audit');
  const client = useTRPCClient();
  const { slug, timeZone } = useTenant();
  const { now } = useClock();
  const onError = useToastProblem();
  const [count, setCount] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);

  const run = async () => {
    const control = new AbortController();
    stop.current = control;
    const entries: AuditEntry[] = [];
    let cursor: string | null = null;
    try {
      do {
        setCount(entries.length);
        const page: { items: AuditEntry[]; nextCursor: string | null } = await client.audit.list.query(
          { ...filter, limit: PAGE, ...(cursor ? { cursor } : {}) },
          { signal: control.signal },
        );
        entries.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor && entries.length < MOST);
      const head = [
        t('columns.at'),
        t('columns.action'),
        t('export.actorKind'),
        t('columns.actor'),
        t('export.actorId'),
        t('columns.source'),
        t('export.targetKind'),
        t('export.targetId'),
        t('columns.requestId'),
        t('export.before'),
        t('export.after'),
      ];
      downloadText(
        `airgate-audit-${slug}-${dayOf(now, timeZone)}.csv`,
        toCsv([head, ...entries.map(rowOf)]),
        'text/csv',
      );
      toast.success(t(cursor ? 'export.capped' : 'export.done', { count: entries.length }));
    } catch (error) {
      if (control.signal.aborted) toast.info(t('export.stopped'));
      else onError(error);
    }
    setCount(null);
  };

  return (
    <Button onClick={() => (count === null ? void run() : stop.current?.abort())}>
      {count === null ? <Download aria-hidden /> : <Spinner />}
      {count === null ? t('export.action') : t('export.running', { count })}
    </Button>
  );
}

function rowOf(entry: AuditEntry): string[] {
  const { actor, target, before, after } = entry;
  return [
    entry.at,
    entry.action,
    actor.kind,
    actor.name,
    actor.id,
    entry.source,
    target.kind,
    target.id,
    entry.requestId,
    ...[before, after].map((side) => (side === null || side === undefined ? '' : JSON.stringify(side))),
  ];
}
