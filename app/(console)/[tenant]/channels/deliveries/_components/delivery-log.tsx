'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleDot, Megaphone, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import {
  channelListInput,
  deliveryListInput,
  deliveryTable,
} from '#app/(console)/[tenant]/channels/_components/channel-list.ts';
import { useDiscard } from '#app/(console)/[tenant]/channels/_components/discard-button.tsx';
import { ResendButton, useResend } from '#app/(console)/[tenant]/channels/_components/resend-button.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { deliveryStates } from '#lib/choices.ts';
import { type Delivery, useDeliveryColumns } from './delivery-columns.tsx';

const DeliveryDetails = lateComponent(() => import('./delivery-details.tsx').then((m) => m.DeliveryDetails));

/** Every delivery; what failed for good can be sent again, one or many. */
export function DeliveryLog() {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const table = oneValueEach(useTableState(deliveryTable));
  const list = useQuery(
    trpc.deliveries.list.queryOptions(deliveryListInput(table.state), {
      refetchInterval: 10_000,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <DataTable
      table={table}
      label={t('tabs.deliveries')}
      columns={useDeliveryColumns()}
      rows={list.data?.items}
      rowId={(delivery) => delivery.id}
      rowName={(delivery) => delivery.subject}
      filters={useDeliveryFilters()}
      nextCursor={list.data?.nextCursor ?? null}
      refreshing={list.isPlaceholderData}
      bulkActions={(selected, clear) => <ResendMany selected={selected} onDone={clear} />}
      rowActions={(delivery) =>
        delivery.state === 'dead' ? <ResendButton deliveryId={delivery.id} /> : null
      }
      peek={(delivery) => <DeliveryDetails delivery={delivery} />}
      error={
        list.isError && !list.data ? (
          <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
        ) : undefined
      }
      empty={
        <EmptyState icon={<Send />} title={t('log.emptyTitle')}>
          {t('log.emptyBody')}
        </EmptyState>
      }
    />
  );
}

function ResendMany({ selected, onDone }: { selected: readonly Delivery[]; onDone: () => void }) {
  const t = useTranslations('channels.actions');
  const { run, pending } = useResend();
  const discard = useDiscard();
  const dead = selected.filter((delivery) => delivery.state === 'dead');
  const over = selected.filter((delivery) => delivery.state === 'dead' || delivery.state === 'discarded');
  return (
    <Can permission="channel:update">
      <Button
        size="sm"
        pending={discard.pending}
        disabled={dead.length === 0}
        onClick={async () => {
          await discard.run(dead.map((delivery) => delivery.id));
          onDone();
        }}
      >
        {t('discardMany', { count: dead.length })}
      </Button>
      <Button
        size="sm"
        pending={pending}
        disabled={over.length === 0}
        onClick={async () => {
          await run(over.map((delivery) => delivery.id));
          onDone();
        }}
      >
        <Send aria-hidden className="size-3.5" />
        {t('resendMany', { count: over.length })}
      </Button>
    </Can>
  );
}

function useDeliveryFilters(): FilterView[] {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const channels = useQuery(trpc.channels.list.queryOptions(channelListInput)).data?.items ?? [];
  return [
    {
      id: 'state',
      label: t('log.filters.state'),
      icon: <CircleDot />,
      options: deliveryStates.map((value) => ({ value, label: t(`deliveryState.${value}`) })),
    },
    {
      id: 'channel',
      label: t('log.filters.channel'),
      icon: <Megaphone />,
      options: channels.map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
}
