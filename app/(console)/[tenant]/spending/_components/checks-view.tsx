'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleDot, Cloud, ScanSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Section } from '#components/section.tsx';
import { checkStates } from '#lib/choices.ts';
import { useCheckColumns } from './check-columns.tsx';
import { checkListInput, checkTable } from './check-table.ts';
import { Sources } from './sources.tsx';
import { SpendingFreshness } from './spending-freshness.tsx';
import { useNames } from './use-names.ts';

const freshness = <SpendingFreshness />;
const IDLE_MS = 15_000;
const WATCHING_MS = 1_500;

/** Where the figures come from, and every time they were read. */
export function ChecksView() {
  return (
    <div className="space-y-8">
      <PageChrome freshness={freshness} />
      <Sources />
      <CheckHistory />
    </div>
  );
}

function CheckHistory() {
  const t = useTranslations('spending.checks');
  const trpc = useTRPC();
  const table = oneValueEach(useTableState(checkTable));
  const { clouds } = useNames();
  const columns = useCheckColumns();
  const list = useQuery(
    trpc.spending.checks.queryOptions(checkListInput(table.state), {
      placeholderData: keepPreviousData,
      refetchInterval: (query) =>
        query.state.data?.items.some(({ state }) => state === 'running') ? WATCHING_MS : IDLE_MS,
    }),
  );
  return (
    <Section id="history" title={t('title')} description={t('body')}>
      <DataTable
        table={table}
        label={t('title')}
        columns={columns}
        rows={list.data?.items}
        rowId={({ id }) => id}
        rowName={({ startedAt }) => startedAt}
        filters={[
          {
            id: 'state',
            label: t('columns.state'),
            icon: <CircleDot />,
            options: checkStates.map((value) => ({ value, label: t(`states.${value}`) })),
          },
          {
            id: 'cloud',
            label: t('columns.cloud'),
            icon: <Cloud />,
            options: [...clouds].map(([value, label]) => ({ value, label })),
          },
        ]}
        nextCursor={list.data?.nextCursor ?? null}
        refreshing={list.isPlaceholderData}
        error={
          list.isError && !list.data ? (
            <ProblemPanel
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isRefetching}
            />
          ) : undefined
        }
        empty={
          <EmptyState icon={<ScanSearch />} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        }
      />
    </Section>
  );
}
