'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleDot, ScrollText, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import {
  eventListInput,
  eventTable,
  type Webhook,
} from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { webhookDeliveryStates } from '#lib/choices.ts';
import { TEST_EVENT, webhookEventTypes } from '#lib/webhook-events.ts';
import { useEventColumns } from './event-columns.tsx';
import { ResendEvent, useResendEvents } from './resend-event.tsx';

const EventDetails = lateComponent(() => import('./event-details.tsx').then((m) => m.EventDetails));

/** Every event of a webhook; what failed for good can be sent again, one or many. */
export function EventLog({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('webhooks');
  const trpc = useTRPC();
  const table = oneValueEach(useTableState(eventTable));
  const list = useQuery(
    trpc.webhooks.deliveries.queryOptions(eventListInput(webhook.id, table.state), {
      refetchInterval: 10_000,
      placeholderData: keepPreviousData,
    }),
  );
  const resend = useResendEvents();
  return (
    <DataTable
      table={table}
      label={t('log.title')}
      columns={useEventColumns()}
      rows={list.data?.items}
      rowId={(delivery) => delivery.id}
      rowName={(delivery) => delivery.type}
      filters={useFilters(webhook)}
      nextCursor={list.data?.nextCursor ?? null}
      refreshing={list.isPlaceholderData}
      bulkActions={(selected, clear) => {
        const over = selected.filter(({ state }) => state === 'dead' || state === 'sent');
        return (
          <Can permission="webhook:update">
            <Button
              size="sm"
              pending={resend.pending}
              disabled={over.length === 0 || !webhook.enabled}
              onClick={async () => {
                await resend.run(over.map(({ id }) => id));
                clear();
              }}
            >
              {t('actions.resendMany', { count: over.length })}
            </Button>
          </Can>
        );
      }}
      rowActions={(delivery) =>
        delivery.state === 'dead' && webhook.enabled ? <ResendEvent deliveryId={delivery.id} /> : null
      }
      peek={(delivery) => <EventDetails delivery={delivery} enabled={webhook.enabled} />}
      error={
        list.isError && !list.data ? (
          <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
        ) : undefined
      }
      empty={
        <EmptyState icon={<ScrollText />} title={t('log.emptyTitle')}>
          {t('log.emptyBody')}
        </EmptyState>
      }
    />
  );
}

function useFilters({ events }: Webhook): FilterView[] {
  const t = useTranslations('webhooks.log.filters');
  const states = useTranslations('channels.deliveryState');
  const types = [TEST_EVENT, ...webhookEventTypes].filter(
    (type) => type === TEST_EVENT || events.some((each) => each === type || each === '*'),
  );
  return [
    {
      id: 'state',
      label: t('state'),
      icon: <CircleDot />,
      quick: true,
      options: webhookDeliveryStates.map((value) => ({ value, label: states(value) })),
    },
    {
      id: 'type',
      label: t('type'),
      icon: <Zap />,
      options: types.map((value) => ({ value, label: value })),
    },
  ];
}
