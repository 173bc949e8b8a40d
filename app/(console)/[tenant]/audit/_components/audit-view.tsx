'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CalendarDays, DoorOpen, ScrollText, Shapes, UserRound, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { useAuditWords } from './action-words.ts';
import { useAuditColumns } from './audit-columns.tsx';
import { type AuditEntry, auditFilterInput, auditListInput, auditTable } from './audit-table.ts';
import { targetName } from './target-name.ts';
import { useTargetNames } from './use-target-names.ts';

const AuditDetails = lateComponent(() => import('./audit-details.tsx').then((m) => m.AuditDetails));

/** The log with its filters. */
export function AuditView() {
  const t = useTranslations('audit');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { timeZone } = useTenant();
  const table = useTableState(auditTable);
  const list = useQuery({
    ...trpc.audit.list.queryOptions(auditListInput(table.state, timeZone)),
    placeholderData: keepPreviousData,
  });
  const nameOf = useTargetNames();
  return (
    <ListTable
      {...useFrame(nameOf)}
      table={table}
      list={list}
      readPage={(at, signal) =>
        client.audit.list.query({ ...auditFilterInput(table.state, timeZone), ...at }, { signal })
      }
      filters={useAuditFilters()}
      peek={(entry) => <AuditDetails entry={entry} name={nameOf(entry)} />}
      empty={
        <EmptyState icon={<ScrollText />} title={t('empty.title')}>
          {t('empty.body')}
        </EmptyState>
      }
    />
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function AuditWaiting() {
  return <ListTable {...useFrame(targetName)} table={useTableState(auditTable)} empty={null} />;
}

function useFrame(nameOf: (entry: AuditEntry) => string | null) {
  const t = useTranslations('audit');
  const words = useAuditWords();
  return {
    label: t('title'),
    columns: useAuditColumns(nameOf),
    rowId: (entry: AuditEntry) => entry.id,
    rowName: (entry: AuditEntry) => [words.action(entry.action), nameOf(entry)].filter(Boolean).join(' · '),
    searchPlaceholder: t('search'),
  };
}

/** Who and what can be asked for is what occurs in the log. */
function useAuditFilters(): FilterView[] {
  const t = useTranslations('audit.filters');
  const trpc = useTRPC();
  const words = useAuditWords();
  const facets = useQuery({ ...trpc.audit.facets.queryOptions(), staleTime: 60_000 }).data;
  const actors = new Map(
    facets?.actors.map(({ id, name, kind }) => [id, `${name} · ${words.actorKind(kind)}`]),
  );
  return [
    {
      id: 'actor',
      label: t('actor'),
      icon: <UserRound />,
      options: [...actors].map(([value, label]) => ({ value, label })),
    },
    {
      id: 'action',
      label: t('action'),
      icon: <Zap />,
      options: (facets?.actions ?? []).map((value) => ({ value, label: words.action(value) })),
    },
    {
      id: 'target',
      label: t('target'),
      icon: <Shapes />,
      options: words.targetKinds.map((value) => ({ value, label: words.target(value) })),
    },
    {
      id: 'source',
      label: t('source'),
      icon: <DoorOpen />,
      options: words.sources.map((value) => ({ value, label: words.source(value) })),
    },
    { id: 'days', label: t('days'), icon: <CalendarDays /> },
  ];
}
