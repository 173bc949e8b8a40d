'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { z } from 'zod';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { DeliveryStateBadge } from '#app/(console)/[tenant]/channels/_components/delivery-state.tsx';
import { useFault } from '#app/(console)/[tenant]/channels/_components/use-fault.ts';
import { Ago } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import type { deliveryOut } from '#server/deliveries/schema.ts';

export type Delivery = z.output<typeof deliveryOut>;

export function useDeliveryColumns(): Column<Delivery>[] {
  const t = useTranslations('channels.log.columns');
  const fault = useFault();
  const { slug } = useTenant();
  return useMemo(
    () => [
      {
        id: 'subject',
        header: t('subject'),
        width: 'w-[38%]',
        cell: (delivery) => delivery.subject,
      },
      {
        id: 'channel',
        header: t('channel'),
        width: 'w-40',
        cell: (delivery) => (
          <Link
            href={`/${slug}/channels/${delivery.channelId}`}
            title={delivery.channelName}
            className="block max-w-40 truncate rounded-sm text-soft hover:text-ink hover:underline"
          >
            {delivery.channelName}
          </Link>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        width: 'w-24',
        cell: (delivery) => <DeliveryStateBadge state={delivery.state} />,
      },
      {
        id: 'attempts',
        header: t('attempts'),
        width: 'w-20',
        align: 'end',
        skipOnPhone: true,
        cell: (delivery) => delivery.attempts,
      },
      {
        id: 'error',
        header: t('error'),
        cell: (delivery) =>
          delivery.lastError ? (
            <span title={fault(delivery.lastError)} className="block max-w-56 truncate text-soft">
              {fault(delivery.lastError)}
            </span>
          ) : (
            <span className="text-faint">–</span>
          ),
      },
      {
        id: 'last',
        header: t('last'),
        width: 'w-28',
        align: 'end',
        cell: (delivery) => <Ago time={delivery.lastAttemptAt ?? delivery.createdAt} className="text-soft" />,
      },
    ],
    [t, slug, fault],
  );
}
