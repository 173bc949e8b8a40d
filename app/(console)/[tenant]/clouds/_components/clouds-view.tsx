'use client';
import { useQuery } from '@tanstack/react-query';
import { CloudCog } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Card } from '#components/ui/card.tsx';
import { CloudCard } from './cloud-card.tsx';
import { CloudCardsWaiting } from './cloud-cards-waiting.tsx';
import { cloudListInput } from './cloud-list.ts';
import { ConnectLink } from './connect-link.tsx';

/** Every connected cloud account with its health. */
export function CloudsView() {
  const t = useTranslations('clouds.empty');
  const trpc = useTRPC();
  const list = useQuery(trpc.clouds.list.queryOptions(cloudListInput, { refetchInterval: 15_000 }));
  if (list.isPending) return <CloudCardsWaiting />;
  if (!list.data) {
    return (
      <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
    );
  }
  if (list.data.items.length === 0) {
    return (
      <Card>
        <EmptyState icon={<CloudCog />} title={t('title')} action={<ConnectLink />}>
          {t('body')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <ul className="space-y-4">
      {list.data.items.map((account) => (
        <li key={account.id}>
          <CloudCard account={account} />
        </li>
      ))}
    </ul>
  );
}
