'use client';
import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import type { AccountDialog } from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { LiveSaga } from './live-saga.tsx';
import { SagaHistoryRow } from './saga-history-row.tsx';
import { usePages } from './use-pages.ts';

type CutOffTabProps = { account: SubAccountDetailOut; onDialog: (dialog: AccountDialog) => void };

/** The cut-off or restore under way, live, and all of them before. */
export function CutOffTab({ account, onDialog }: CutOffTabProps) {
  const t = useTranslations('cutOff.tab');
  const trpc = useTRPC();
  const [opened, setOpened] = useQueryState('saga', parseAsString.withOptions({ scroll: false }));
  const client = useTRPCClient();
  const input = { subAccountId: account.id, limit: 20 };
  const { items: all, ...sagas } = usePages({
    queryKey: trpc.cutOff.list.queryKey(input),
    fetchPage: (cursor) => client.cutOff.list.query({ ...input, ...cursor }),
  });
  const past = all?.filter((saga) => saga.id !== account.openSagaId);
  return (
    <div className="space-y-6">
      {account.openSagaId ? (
        <LiveSaga sagaId={account.openSagaId} account={account} onDialog={onDialog} />
      ) : null}
      {account.openSagaId && past?.length === 0 ? null : (
        <Section title={t('history')} description={t('body')}>
          <Card>
            {sagas.isError && !all ? (
              <div className="p-4">
                <ProblemPanel error={sagas.error} onRetry={() => void sagas.refetch()} />
              </div>
            ) : !past ? (
              <div aria-busy className="space-y-4 p-4">
                <Skeleton className="w-full" />
                <Skeleton className="w-2/3" />
              </div>
            ) : past.length === 0 ? (
              <EmptyState icon={<ShieldCheck />} title={t('none')}>
                {t('noneBody')}
              </EmptyState>
            ) : (
              <ul className="divide-y divide-line">
                {past.map((saga) => (
                  <SagaHistoryRow
                    key={saga.id}
                    saga={saga}
                    open={opened === saga.id}
                    onToggle={() => void setOpened(opened === saga.id ? null : saga.id)}
                  />
                ))}
              </ul>
            )}
            {sagas.hasNextPage ? (
              <div className="border-line border-t p-2 text-center">
                <Button
                  variant="ghost"
                  pending={sagas.isFetchingNextPage}
                  onClick={() => void sagas.fetchNextPage()}
                >
                  {t('more')}
                </Button>
              </div>
            ) : null}
          </Card>
        </Section>
      )}
    </div>
  );
}
