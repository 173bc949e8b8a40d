'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DeliveryStateBadge } from '#app/(console)/[tenant]/channels/_components/delivery-state.tsx';
import { useEventWord } from '#app/(console)/[tenant]/webhooks/_components/use-event-word.ts';
import type { WebhookDelivery } from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { Ago } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useEventFault } from './use-event-fault.ts';

export function useEventColumns(): Column<WebhookDelivery>[] {
  const t = useTranslations('webhooks.log.columns');
  const answered = useTranslations('channels.health');
  const word = useEventWord();
  const fault = useEventFault();
  return useMemo(
    () => [
      {
        id: 'event',
        header: t('event'),
        cell: ({ type }) => (
          <span className="block min-w-0 py-1">
            <code className="block truncate font-mono text-xs">{type}</code>
            <span className="block max-w-90 truncate font-normal text-faint text-xs">{word(type)}</span>
          </span>
        ),
      },
      {
        id: 'target',
        header: t('target'),
        width: 'w-52',
        skipOnPhone: true,
        cell: ({ targetId }) => (
          <code title={targetId} className="block max-w-48 truncate font-mono text-soft text-xs">
            {targetId}
          </code>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        width: 'w-28',
        cell: ({ state }) => <DeliveryStateBadge state={state} />,
      },
      {
        id: 'status',
        header: t('status'),
        width: 'w-56',
        cell: ({ lastError, status }) => {
          if (lastError)
            return (
              <span title={fault(lastError)} className="block max-w-52 truncate text-soft">
                {fault(lastError)}
              </span>
            );
          if (status === null) return <span className="text-faint">–</span>;
          return <span className="text-soft tabular-nums">{answered('status', { status })}</span>;
        },
      },
      {
        id: 'attempts',
        header: t('attempts'),
        width: 'w-20',
        align: 'end',
        skipOnPhone: true,
        cell: ({ attempts }) => attempts,
      },
      {
        id: 'time',
        header: t('time'),
        width: 'w-28',
        align: 'end',
        cell: ({ createdAt }) => <Ago time={createdAt} className="text-soft" />,
      },
    ],
    [t, word, fault, answered],
  );
}
