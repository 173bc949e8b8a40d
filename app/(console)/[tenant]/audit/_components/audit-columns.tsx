'use client';
import { useTranslations } from 'next-intl';
import { Moment } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useAuditWords } from './action-words.ts';
import { Actor } from './actor.tsx';
import type { AuditEntry } from './audit-table.ts';

/** The columns of the log. */
export function useAuditColumns(nameOf: (entry: AuditEntry) => string | null): Column<AuditEntry>[] {
  const t = useTranslations('audit.columns');
  const words = useAuditWords();
  return [
    {
      id: 'action',
      header: t('action'),
      width: 'w-60',
      cell: (entry) => (
        <span className="font-medium text-ink" title={entry.action}>
          {words.action(entry.action)}
        </span>
      ),
    },
    {
      id: 'target',
      header: t('target'),
      cell: (entry) => (
        <Target target={entry.target} name={nameOf(entry)} kind={words.target(entry.target.kind)} />
      ),
    },
    { id: 'actor', header: t('actor'), width: 'w-52', cell: (entry) => <Actor actor={entry.actor} /> },
    {
      id: 'source',
      header: t('source'),
      width: 'w-36',
      skipOnPhone: true,
      cell: (entry) => <span className="text-soft">{words.source(entry.source)}</span>,
    },
    {
      id: 'requestId',
      header: t('requestId'),
      width: 'w-44',
      skipOnPhone: true,
      cell: (entry) => <code className="font-mono text-soft text-xs">{entry.requestId}</code>,
    },
    {
      id: 'at',
      header: t('at'),
      width: 'w-48',
      align: 'end',
      cell: (entry) => <Moment time={entry.at} seconds className="text-soft" />,
    },
  ];
}

type TargetProps = { target: AuditEntry['target']; name: string | null; kind: string };

function Target({ target, name, kind }: TargetProps) {
  return (
    <span className="flex min-w-0 items-baseline gap-2 max-sm:justify-end">
      <span className="shrink-0 text-soft max-sm:sr-only">{kind}</span>
      {name ? (
        <span className="min-w-0 max-w-80 truncate text-ink" title={name}>
          {name}
        </span>
      ) : (
        <code className="min-w-0 max-w-40 truncate font-mono text-faint text-xs" title={target.id}>
          {target.id}
        </code>
      )}
    </span>
  );
}
