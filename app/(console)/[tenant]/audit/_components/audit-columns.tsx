'use client';
import { useTranslations } from 'next-intl';
import { Moment } from '#components/ago.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useAuditWords } from './action-words.ts';
import { Actor } from './actor.tsx';
import type { AuditEntry } from './audit-table.ts';
import { diffOf } from './diff.ts';

/** The columns of the log. */
export function useAuditColumns(nameOf: (entry: AuditEntry) => string | null): Column<AuditEntry>[] {
  const t = useTranslations('audit.columns');
  const file = useTranslations('audit.export');
  const words = useAuditWords();
  return [
    {
      id: 'action',
      header: t('action'),
      width: 'w-60',
      value: (entry) => entry.action,
      cell: (entry) => (
        <span className="whitespace-nowrap font-medium text-ink" title={entry.action}>
          {words.action(entry.action)}
        </span>
      ),
    },
    {
      id: 'target',
      header: t('target'),
      parts: [
        { id: 'targetKind', header: file('targetKind'), value: (entry) => entry.target.kind },
        { id: 'targetId', header: file('targetId'), value: (entry) => entry.target.id },
        { id: 'targetName', header: file('targetName'), value: nameOf },
      ],
      cell: (entry) => (
        <Target target={entry.target} name={nameOf(entry)} kind={words.target(entry.target.kind)} />
      ),
    },
    {
      id: 'actor',
      header: t('actor'),
      width: 'w-52',
      parts: [
        { id: 'actorKind', header: file('actorKind'), value: (entry) => entry.actor.kind },
        { id: 'actorName', header: t('actor'), value: (entry) => entry.actor.name },
        { id: 'actorId', header: file('actorId'), value: (entry) => entry.actor.id },
      ],
      cell: (entry) => <Actor actor={entry.actor} />,
    },
    {
      id: 'source',
      header: t('source'),
      width: 'w-36',
      skipOnPhone: true,
      value: (entry) => entry.source,
      cell: (entry) => <span className="whitespace-nowrap text-soft">{words.source(entry.source)}</span>,
    },
    {
      id: 'requestId',
      header: t('requestId'),
      width: 'w-44',
      skipOnPhone: true,
      value: (entry) => entry.requestId,
      cell: (entry) => <code className="font-mono text-soft text-xs">{entry.requestId}</code>,
    },
    {
      id: 'changes',
      header: t('changes'),
      skipOnPhone: true,
      parts: [
        { id: 'before', header: file('before'), value: (entry) => documentOf(entry.before) },
        { id: 'after', header: file('after'), value: (entry) => documentOf(entry.after) },
      ],
      cell: (entry) => <Changes entry={entry} />,
    },
    {
      id: 'chain',
      header: t('chain'),
      width: 'w-40',
      align: 'end',
      skipOnPhone: true,
      parts: [
        { id: 'seq', header: file('seq'), value: (entry) => entry.seq },
        { id: 'hash', header: file('hash'), value: (entry) => entry.hash },
      ],
      cell: ({ seq, hash }) => (
        <span className="whitespace-nowrap tabular-nums" title={hash ?? undefined}>
          {seq ?? <Nothing />}
        </span>
      ),
    },
    {
      id: 'at',
      header: t('at'),
      width: 'w-48',
      align: 'end',
      value: (entry) => entry.at,
      cell: (entry) => <Moment time={entry.at} seconds className="whitespace-nowrap text-soft" />,
    },
  ];
}

/** A recorded side as JSON text; null where there is none. */
function documentOf(side: unknown): string | null {
  return side === null || side === undefined ? null : JSON.stringify(side);
}

/** The names of what changed; the panel has the values. */
function Changes({ entry }: { entry: AuditEntry }) {
  const names = diffOf(entry.before, entry.after).changes.map(({ path }) => path);
  if (names.length === 0) return <Nothing />;
  return <Clipped text={names.join(', ')} className="text-soft" />;
}

type TargetProps = { target: AuditEntry['target']; name: string | null; kind: string };

function Target({ target, name, kind }: TargetProps) {
  return (
    <span className="flex min-w-0 items-baseline gap-2 max-sm:justify-end">
      <span className="shrink-0 whitespace-nowrap text-soft max-sm:sr-only">{kind}</span>
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
