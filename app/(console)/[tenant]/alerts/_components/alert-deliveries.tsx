'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { DeliveryStateBadge } from '#app/(console)/[tenant]/channels/_components/delivery-state.tsx';
import { ResendButton } from '#app/(console)/[tenant]/channels/_components/resend-button.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Whom the alert reached, and what can be sent again. */
export function AlertDeliveries({ alertId }: { alertId: string }) {
  const t = useTranslations('alerts');
  const trpc = useTRPC();
  const list = useQuery(
    trpc.deliveries.list.queryOptions({ alertId, limit: 50 }, { refetchInterval: 10_000 }),
  );
  if (list.isPending) return <Skeleton className="h-10" />;
  if (list.isError) return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />;
  const { items } = list.data;
  if (items.length === 0) return <p className="text-sm text-soft">{t('deliveriesNone')}</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {items.map((delivery) => (
        <li key={delivery.id} className="space-y-1 px-3 py-2 text-sm">
          <div className="flex items-center justify-between gap-3">
            <span className="min-w-0 truncate">{delivery.channelName}</span>
            <span className="flex shrink-0 items-center gap-3">
              <Ago
                time={delivery.sentAt ?? delivery.lastAttemptAt ?? delivery.createdAt}
                className="text-faint text-xs"
              />
              <DeliveryStateBadge state={delivery.state} attempts={delivery.attempts} />
              {delivery.state === 'dead' ? <ResendButton deliveryId={delivery.id} /> : null}
            </span>
          </div>
          {delivery.lastError && delivery.state !== 'sent' ? (
            <p className="break-words text-danger text-xs">{delivery.lastError.message}</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
