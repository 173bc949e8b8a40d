'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { DeliveryStateBadge } from '#app/(console)/[tenant]/channels/_components/delivery-state.tsx';
import { ResendButton } from '#app/(console)/[tenant]/channels/_components/resend-button.tsx';
import { useFault } from '#app/(console)/[tenant]/channels/_components/use-fault.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** The last few messages through one channel. */
export function RecentDeliveries({ channelId }: { channelId: string }) {
  const t = useTranslations('channels.log');
  const trpc = useTRPC();
  const fault = useFault();
  const { slug } = useTenant();
  const list = useQuery(
    trpc.deliveries.list.queryOptions({ channelId, limit: 8 }, { refetchInterval: 10_000 }),
  );
  if (list.isPending) return <Skeleton className="h-40 w-full rounded-lg" />;
  if (list.isError) return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />;
  const { items } = list.data;
  if (items.length === 0) {
    return (
      <div className="rounded-lg border border-line">
        <EmptyState title={t('emptyTitle')} className="py-8">
          {t('emptyBody')}
        </EmptyState>
      </div>
    );
  }
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {items.map((delivery) => (
        <li key={delivery.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
          <Link
            href={`/${slug}/channels/deliveries?channel=${channelId}&peek=${delivery.id}`}
            className="min-w-0 flex-1 basis-60 rounded-sm hover:underline"
          >
            {delivery.subject}
          </Link>
          <Ago time={delivery.lastAttemptAt ?? delivery.createdAt} className="text-soft" />
          <span className="flex sm:min-w-24 sm:justify-end">
            <DeliveryStateBadge state={delivery.state} attempts={delivery.attempts} />
          </span>
          {delivery.state === 'dead' ? <ResendButton deliveryId={delivery.id} /> : null}
          {delivery.lastError && delivery.state !== 'sent' ? (
            <p className="w-full break-words text-danger text-xs">{fault(delivery.lastError)}</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
