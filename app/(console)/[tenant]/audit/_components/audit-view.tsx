'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CalendarDays, ScrollText, Shapes, UserRound, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { useAuditWords } from './action-words.ts';
import { useAuditColumns } from './audit-columns.tsx';
import { AuditDetails } from './audit-details.tsx';
import { AuditExport } from './audit-export.tsx';
import { type AuditEntry, auditFilterInput, auditListInput, auditTable } from './audit-table.ts';
import { targetName } from './target-name.ts';
import { useTargetNames } from './use-target-names.ts';

/** The log with its filters. */
export function AuditView() {
  const t = useTranslations('audit');
  const trpc = useTRPC();
  const words = useAuditWords();
  const { timeZone } = useTenant();
  const table = oneValueEach(useTableState(auditTable));
  const list = useQuery({
    ...trpc.audit.list.queryOptions(auditListInput(table.state, timeZone)),
    placeholderData: keepPreviousData,
  });
  const nameOf = useTargetNames();
  const columns = useAuditColumns(nameOf);
  const filters = useAuditFilters();
  return (
    <DataTable
      table={table}
      label={t('title')}
      columns={columns}
      rows={list.data?.items}
      rowId={idOf}
      rowName={(entry) => [words.action(entry.action), nameOf(entry)].filter(Boolean).join(' · ')}
      searchPlaceholder={t('search')}
      filters={filters}
      nextCursor={list.data?.nextCursor ?? null}
      refreshing={list.isPlaceholderData}
      peek={(entry) => <AuditDetails entry={entry} name={nameOf(entry)} />}
      exportSlot={
        <Can permission="audit:read">
          <AuditExport filter={auditFilterInput(table.state, timeZone)} />
        </Can>
      }
      error={
        list.isError && !list.data ? (
          <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
        ) : undefined
      }
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
  const t = useTranslations('audit');
  return (
    <DataTable
      table={useTableState(auditTable)}
      label={t('title')}
      columns={useAuditColumns(targetName)}
      rows={undefined}
      rowId={idOf}
      rowName={idOf}
      searchPlaceholder={t('search')}
      empty={null}
      keyboard={false}
    />
  );
}

const idOf = (entry: AuditEntry) => entry.id;

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
    { id: 'days', label: t('days'), icon: <CalendarDays /> },
  ];
}
