'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CalendarDays, CircleDot, Gauge, Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { PeekPanel } from '#components/data-table/peek-panel.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { requestStates } from '#lib/choices.ts';
import type { RequestOut } from '#server/requests/schema.ts';
import { RequestButtons } from './request-buttons.tsx';
import { useRequestColumns } from './request-columns.tsx';
import { requestFilters, requestListInput, requestTable } from './request-table.ts';
import { usePendingCount } from './use-pending-count.ts';

const RequestDetails = lateComponent(() => import('./request-details.tsx').then((m) => m.RequestDetails));
const DecideDialogs = lateComponent(() => import('./decide-dialogs.tsx').then((m) => m.DecideDialogs));
const BulkRequests = lateComponent(() => import('./bulk-requests.tsx').then((m) => m.BulkRequests));

/** New requests appear without a reload. */
const REFRESH_MS = 10_000;

export type Deciding = { verdict: 'approve' | 'reject'; request: RequestOut };

export function RequestsView() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { timeZone } = useTenant();
  const mayDecide = useCan('quota:allocate');
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const table = useTableState(requestTable);
  const list = useQuery(
    trpc.requests.list.queryOptions(requestListInput(table.state, timeZone), {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = list.data?.items;
  const { peek } = table.state;
  const elsewhere = peek !== null && rows !== undefined && !rows.some(({ id }) => id === peek);
  return (
    <>
      <ListTable
        {...useFrame()}
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.requests.list.query({ ...requestFilters(table.state, timeZone), ...at }, { signal })
        }
        filters={useFilters(rows)}
        {...(mayDecide && {
          bulkActions: (selected: readonly RequestOut[], clear: () => void) => (
            <BulkRequests requests={selected} onDone={clear} />
          ),
        })}
        rowActions={(request) => <RequestButtons request={request} onDecide={setDeciding} short />}
        peek={(request) => <RequestDetails request={request} onDecide={setDeciding} />}
        empty={<NoRequests />}
      />
      {elsewhere ? (
        <RequestElsewhere quotaRequestId={peek} onDecide={setDeciding} onClose={() => table.setPeek(null)} />
      ) : null}
      {deciding ? <DecideDialogs {...deciding} onClose={() => setDeciding(null)} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function RequestsWaiting() {
  return (
    <ListTable
      {...useFrame()}
      table={useTableState(requestTable)}
      filters={[useStateFilter(0)]}
      rowActions={nothing}
      empty={null}
    />
  );
}

const nothing = () => null;

function useFrame() {
  const t = useTranslations('requests');
  return {
    label: t('title'),
    columns: useRequestColumns(),
    rowId: (request: RequestOut) => request.id,
    rowName: (request: RequestOut) => `${request.subAccount.userName}, ${request.requestedBy}`,
    searchPlaceholder: t('search'),
  };
}

type ElsewhereProps = { quotaRequestId: string; onDecide: (deciding: Deciding) => void; onClose: () => void };

/** A link in a mail may name a request of another page; it opens all the same. */
function RequestElsewhere({ quotaRequestId, onDecide, onClose }: ElsewhereProps) {
  const t = useTranslations('requests');
  const trpc = useTRPC();
  const request = useQuery(
    trpc.requests.get.queryOptions({ quotaRequestId }, { refetchInterval: REFRESH_MS }),
  );
  if (!request.data && !request.isError) return null;
  return (
    <PeekPanel
      open
      title={request.data?.subAccount.userName ?? t('title')}
      href={undefined}
      onClose={onClose}
    >
      {request.data ? (
        <RequestDetails request={request.data} onDecide={onDecide} />
      ) : (
        <ProblemPanel error={request.error} />
      )}
    </PeekPanel>
  );
}

/** The one filter that is changed all day; what waits is counted. */
function useStateFilter(pending: number): FilterView {
  const t = useTranslations('requests');
  return {
    id: 'state',
    label: t('filters.state'),
    icon: <CircleDot />,
    quick: true,
    options: requestStates.map((value) => ({
      value,
      label: t(`state.${value}`),
      ...(value === 'pending' ? { count: pending } : {}),
    })),
  };
}

function useFilters(rows: readonly RequestOut[] | undefined): FilterView[] {
  const t = useTranslations('requests.filters');
  const known = new Map((rows ?? []).map(({ subAccount: { id, userName } }) => [id, userName]));
  const trpc = useTRPC();
  const enabled = useCan('sub-account:read');
  const managed = useQuery(trpc.iam.list.queryOptions({ limit: 200 }, { enabled, staleTime: 60_000 }));
  for (const { id, userName } of managed.data?.items ?? []) known.set(id, userName);
  return [
    useStateFilter(usePendingCount()),
    {
      id: 'subAccount',
      label: t('subAccount'),
      icon: <Gauge />,
      options: [...known].map(([value, label]) => ({ value, label })),
    },
    { id: 'days', label: t('days'), icon: <CalendarDays /> },
  ];
}

function NoRequests() {
  const t = useTranslations('requests.empty');
  return (
    <EmptyState icon={<Inbox />} title={t('title')}>
      {t('body')}
    </EmptyState>
  );
}
