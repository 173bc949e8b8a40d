'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BellRing, CircleAlert, Gauge, Shapes } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { PeekPanel } from '#components/data-table/peek-panel.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { type TableControl, useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { alertTypes, severities } from '#lib/alerts.ts';
import { type AlertOut, alertStates } from '#server/alerts/schema.ts';
import { AlertButtons, AlertMenu } from './alert-buttons.tsx';
import { useAlertColumns } from './alert-columns.tsx';
import { AlertDetails } from './alert-details.tsx';
import { alertListInput, alertTable } from './alert-table.ts';
import { useSubAccountOptions } from './use-sub-account-options.ts';

/** New alerts appear without a reload. */
const REFRESH_MS = 10_000;

export function AlertsView() {
  const t = useTranslations('alerts');
  const trpc = useTRPC();
  const table = oneValueEach(useTableState(alertTable));
  const list = useQuery(
    trpc.alerts.list.queryOptions(alertListInput(table.state), {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = list.data?.items;
  const { peek } = table.state;
  const elsewhere = peek !== null && rows !== undefined && !rows.some((alert) => alert.id === peek);
  const columns = useAlertColumns();
  return (
    <>
      <DataTable
        table={table}
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowName={(alert) => alert.subject}
        filters={useAlertFilters(rows)}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        viewsSlot={<StateTabs table={table} />}
        bulkActions={(selected, clear) => <AlertButtons alerts={selected} onDone={clear} />}
        rowActions={(alert) => (
          <AlertMenu
            alert={alert}
            onDetails={() => table.setPeek(alert.id)}
            onOnlySubAccount={
              alert.subAccountId
                ? () => table.setFilter('subAccount', { kind: 'options', values: [alert.subAccountId ?? ''] })
                : null
            }
          />
        )}
        peek={(alert) => <AlertDetails alert={alert} />}
        error={
          list.isError && rows === undefined ? (
            <ProblemPanel
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isRefetching}
            />
          ) : undefined
        }
        empty={<NoAlerts />}
      />
      {elsewhere ? <AlertElsewhere alertId={peek} onClose={() => table.setPeek(null)} /> : null}
    </>
  );
}

/** The same frame while the page is on its way. */
export function AlertsWaiting() {
  const t = useTranslations('alerts');
  const columns = useAlertColumns();
  return (
    <DataTable
      table={useTableState(alertTable)}
      label={t('title')}
      columns={columns}
      rows={undefined}
      rowId={idOf}
      rowName={(alert) => alert.subject}
      empty={null}
      keyboard={false}
    />
  );
}

const never = () => () => undefined;

const idOf = (alert: AlertOut) => alert.id;

/** A link may name an alert of another page; it opens all the same. */
function AlertElsewhere({ alertId, onClose }: { alertId: string; onClose: () => void }) {
  const t = useTranslations('alerts');
  const trpc = useTRPC();
  const alert = useQuery(trpc.alerts.get.queryOptions({ alertId }, { refetchInterval: REFRESH_MS }));
  if (!alert.data && !alert.isError) return null;
  return (
    <PeekPanel open title={alert.data?.subject ?? t('title')} href={undefined} onClose={onClose}>
      {alert.data ? <AlertDetails alert={alert.data} /> : <ProblemPanel error={alert.error} />}
    </PeekPanel>
  );
}

function StateTabs({ table }: { table: TableControl }) {
  const t = useTranslations('alerts');
  const trpc = useTRPC();
  const counts = useQuery(trpc.alerts.counts.queryOptions()).data;
  // The frame asks for the counts too and may know them before this part of the page is brought to life.
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const open = counts && alive ? counts.info + counts.warning + counts.critical : 0;
  const chosen = filterOptions(table.state, 'state')?.[0] ?? 'all';
  return (
    <SegmentedControl
      label={t('stateTabs.label')}
      value={chosen}
      onValueChange={(value) =>
        table.setFilter('state', value === 'all' ? null : { kind: 'options', values: [value] })
      }
      segments={[
        { value: 'all', label: t('stateTabs.all') },
        ...alertStates.map((value) => ({
          value,
          label:
            value === 'open' && open > 0 ? t('stateTabs.openCount', { count: open }) : t(`state.${value}`),
        })),
      ]}
    />
  );
}

function useAlertFilters(rows: readonly AlertOut[] | undefined): FilterView[] {
  const t = useTranslations('alerts');
  return [
    {
      id: 'severity',
      label: t('filters.severity'),
      icon: <CircleAlert />,
      options: severities.toReversed().map((value) => ({ value, label: t(`severity.${value}`) })),
    },
    {
      id: 'type',
      label: t('filters.type'),
      icon: <Shapes />,
      options: alertTypes.map((value) => ({ value, label: t(`type.${value}`) })),
    },
    {
      id: 'subAccount',
      label: t('filters.subAccount'),
      icon: <Gauge />,
      options: useSubAccountOptions(rows),
    },
  ];
}

function NoAlerts() {
  const t = useTranslations('alerts.empty');
  const { slug } = useTenant();
  const mayAdd = useCan('channel:update');
  return (
    <EmptyState
      icon={<BellRing />}
      title={t('title')}
      action={
        mayAdd ? (
          <Button asChild variant="primary">
            <Link href={`/${slug}/channels/new`}>{t('action')}</Link>
          </Button>
        ) : null
      }
    >
      {t('body')}
    </EmptyState>
  );
}
