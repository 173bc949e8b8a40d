'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { MailCheck, Send } from 'lucide-react';
import { useMessages, useTranslations } from 'next-intl';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { alertTypes } from '#lib/alerts.ts';
import type { DeadDeliveryRow } from '#server/platform/schema.ts';
import { deadDeliveriesInput, deadDeliveryTable } from './dead-tables.ts';
import { useMany } from './use-order.ts';

const REFRESH_MS = 10_000;

/** Alerts that a channel refused for good, over all tenants, to be sent again one or many. */
export function DeadDeliveries() {
  const t = useTranslations('operator.jobs.dead');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableState(deadDeliveryTable);
  const list = useQuery(
    trpc.platform.deadDeliveries.queryOptions(deadDeliveriesInput(table.state), {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Section title={t('deliveries')} description={t('deliveriesBody')}>
      <ListTable
        table={table}
        list={list}
        label={t('deliveries')}
        columns={useDeliveryColumns()}
        rowId={(row) => row.id}
        rowName={(row) => `${row.tenant.name} ${row.id}`}
        rowActions={(row) => <Resend rows={[row]} />}
        readPage={(at, signal) => client.platform.deadDeliveries.query(at, { signal })}
        bulkActions={(selected, clear) => <Resend rows={selected} onDone={clear} many />}
        keyboard={false}
        empty={
          <EmptyState icon={<MailCheck />} title={t('noDeliveries.title')}>
            {t('noDeliveries.body')}
          </EmptyState>
        }
      />
    </Section>
  );
}

type ResendProps = { rows: readonly DeadDeliveryRow[]; onDone?: () => void; many?: boolean };

function Resend({ rows, onDone, many = false }: ResendProps) {
  const t = useTranslations('operator.jobs.dead');
  const client = useTRPCClient();
  const resend = useMany(
    (deliveryId: string) => client.platform.resendDelivery.mutate({ deliveryId }),
    (count) => t('resent', { count }),
  );
  return (
    <Can permission="platform:jobs">
      <Button
        size={many ? 'sm' : 'icon-sm'}
        variant={many ? 'secondary' : 'ghost'}
        pending={resend.isPending}
        {...(many ? {} : { title: t('resend'), 'aria-label': `${t('resend')}: ${rows[0]?.tenant.name}` })}
        onClick={() =>
          resend.mutate(
            rows.map((row) => row.id),
            { onSettled: () => onDone?.() },
          )
        }
      >
        <Send aria-hidden className="size-3.5" />
        {many ? t('resendMany', { count: rows.length }) : null}
      </Button>
    </Can>
  );
}

function useDeliveryColumns(): Column<DeadDeliveryRow>[] {
  const t = useTranslations('operator.jobs.dead.columns');
  const types = useTranslations('alerts.type');
  const kinds = useMessages().channels.kind;
  const typeName = (type: string) => {
    const known = alertTypes.find((each) => each === type);
    return known ? types(known) : type;
  };
  const kindName = (kind: string) => Object.entries(kinds).find(([name]) => name === kind)?.[1] ?? kind;
  return [
    {
      id: 'alert',
      header: t('alert'),
      cell: (row) => <span className="font-medium text-ink">{typeName(row.alertType)}</span>,
      parts: [
        { id: 'id', header: t('id'), value: (row) => row.id },
        { id: 'alert', header: t('alert'), value: (row) => row.alertType },
      ],
    },
    {
      id: 'tenant',
      header: t('tenant'),
      cell: (row) => <span className="text-soft">{row.tenant.name}</span>,
      value: (row) => row.tenant.slug,
    },
    {
      id: 'channel',
      header: t('channel'),
      cell: (row) => <span className="text-soft">{kindName(row.channelKind)}</span>,
      value: (row) => row.channelKind,
    },
    {
      id: 'error',
      header: t('error'),
      cell: (row) =>
        row.error ? <Clipped text={row.error} className="max-w-80 text-danger" /> : <Nothing />,
      value: (row) => row.error,
    },
    {
      id: 'attempts',
      header: t('attempts'),
      align: 'end',
      width: 'w-20',
      cell: (row) => row.attempts,
      value: (row) => row.attempts,
    },
    {
      id: 'last',
      header: t('last'),
      align: 'end',
      width: 'w-32',
      cell: (row) => <Ago time={row.lastAttemptAt} className="text-soft" />,
      value: (row) => row.lastAttemptAt,
    },
  ];
}
