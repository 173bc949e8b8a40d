'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BellOff, BellRing, CalendarDays, CircleAlert, CircleDot, Gauge, Shapes } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { PeekPanel } from '#components/data-table/peek-panel.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { alertTypes, severities } from '#lib/alerts.ts';
import { alertStates } from '#lib/choices.ts';
import type { AlertOut } from '#server/alerts/schema.ts';
import { AlertMenu } from './alert-buttons.tsx';
import { useAlertColumns } from './alert-columns.tsx';
import { alertFilters, alertListInput, alertTable } from './alert-table.ts';
import { useSubAccountOptions } from './use-sub-account-options.ts';

const AlertDetails = lateComponent(() => import('./alert-details.tsx').then((m) => m.AlertDetails));
const BulkAlerts = lateComponent(() => import('./bulk-alerts.tsx').then((m) => m.BulkAlerts));

/** New alerts appear without a reload. */
const REFRESH_MS = 10_000;

export function AlertsView() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { timeZone } = useTenant();
  const table = useTableState(alertTable);
  const list = useQuery(
    trpc.alerts.list.queryOptions(alertListInput(table.state, timeZone), {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = list.data?.items;
  const { peek } = table.state;
  const elsewhere = peek !== null && rows !== undefined && !rows.some((alert) => alert.id === peek);
  const onlyThis = (id: string) => () => table.setFilter('subAccount', { kind: 'options', values: [id] });
  return (
    <>
      <ListTable
        {...useFrame()}
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.alerts.list.query({ ...alertFilters(table.state, timeZone), ...at }, { signal })
        }
        filters={useAlertFilters(rows)}
        bulkActions={(selected, clear) => <BulkAlerts alerts={selected} onDone={clear} />}
        rowActions={(alert) => (
          <AlertMenu
            alert={alert}
            onDetails={() => table.setPeek(alert.id)}
            onOnlySubAccount={alert.subAccountId ? onlyThis(alert.subAccountId) : null}
          />
        )}
        peek={(alert) => <AlertDetails alert={alert} />}
        empty={<NoAlerts />}
      />
      {elsewhere ? <AlertElsewhere alertId={peek} onClose={() => table.setPeek(null)} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function AlertsWaiting() {
  return (
    <ListTable
      {...useFrame()}
      table={useTableState(alertTable)}
      filters={[useStateFilter(0)]}
      bulkActions={nothing}
      rowActions={nothing}
      empty={null}
    />
  );
}

const nothing = () => null;
const never = () => () => undefined;

function useFrame() {
  const t = useTranslations('alerts');
  return {
    label: t('title'),
    columns: useAlertColumns(),
    rowId: (alert: AlertOut) => alert.id,
    rowName: (alert: AlertOut) => alert.subject,
    searchPlaceholder: t('search'),
  };
}

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

/** The one filter that is changed all day; what is open is counted. */
function useStateFilter(open: number): FilterView {
  const t = useTranslations('alerts');
  return {
    id: 'state',
    label: t('columns.state'),
    icon: <CircleDot />,
    quick: true,
    options: alertStates.map((value) => ({
      value,
      label: t(`state.${value}`),
      ...(value === 'open' ? { count: open } : {}),
    })),
  };
}

function useOpenCount(): number {
  const trpc = useTRPC();
  const counts = useQuery(trpc.alerts.counts.queryOptions()).data;
  // The frame asks for the counts too and may know them before this part of the page is brought to life.
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return counts && alive ? counts.info + counts.warning + counts.critical : 0;
}

function useAlertFilters(rows: readonly AlertOut[] | undefined): FilterView[] {
  const t = useTranslations('alerts');
  return [
    useStateFilter(useOpenCount()),
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
    { id: 'days', label: t('filters.days'), icon: <CalendarDays /> },
    { id: 'muted', label: t('filters.muted'), icon: <BellOff /> },
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
