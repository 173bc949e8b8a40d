'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { MySubAccount } from '#server/requests/schema.ts';
import { AccountCard } from './account-card.tsx';
import { accountsInput } from './inputs.ts';

const AskDialog = lateComponent(() => import('./ask-dialog.tsx').then((m) => m.AskDialog));

/** States and figures move without a reload. */
const REFRESH_MS = 15_000;
const MOST = 200;

/** The sub-accounts that the reader holds. */
export function MyAccounts() {
  const t = useTranslations('requests.me.accounts');
  const trpc = useTRPC();
  const [limit, setLimit] = useState(accountsInput.limit);
  const [asking, setAsking] = useState<MySubAccount | null>(null);
  const list = useQuery(
    trpc.requests.mySubAccounts.queryOptions(
      { limit },
      { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData },
    ),
  );
  const accounts = list.data?.items;
  return (
    <Section title={t('title')}>
      {list.isError && !accounts ? (
        <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
      ) : !accounts ? (
        <Skeleton className="h-44 w-full rounded-lg" />
      ) : accounts.length === 0 ? (
        <Card>
          <EmptyState icon={<Gauge />} title={t('emptyTitle')}>
            {t('emptyBody')}
          </EmptyState>
        </Card>
      ) : (
        <ul className="grid gap-4">
          {accounts.map((account) => (
            <li key={account.id}>
              <AccountCard account={account} onAsk={() => setAsking(account)} />
            </li>
          ))}
        </ul>
      )}
      {list.data?.nextCursor && limit < MOST ? (
        <Button size="sm" onClick={() => setLimit(MOST)}>
          {t('more')}
        </Button>
      ) : null}
      {asking ? <AskDialog account={asking} onClose={() => setAsking(null)} /> : null}
    </Section>
  );
}
