'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { CloudSide } from './cloud-side.tsx';
import { lastSagaInput } from './inputs.ts';
import { hatchedPart, type SandboxAccount } from './race.ts';

const WATCH_MS = 2_000;

/** What AirGate says of a sub-account, and what the cloud really holds: a cut-off has to show on both sides. */
export function SideBySide({ account, currency }: { account: SandboxAccount; currency: string }) {
  const t = useTranslations('sandbox.sides');
  const trpc = useTRPC();
  const { subAccountId } = account;
  const user = useQuery(trpc.sandbox.user.queryOptions({ subAccountId }, { refetchInterval: WATCH_MS }));
  return (
    <Card>
      <h2 className="border-line border-b px-4 py-3 font-medium text-base">
        {t('title', { name: account.userName })}
      </h2>
      <div className="grid divide-line max-md:divide-y md:grid-cols-2 md:divide-x">
        <Side title={t('airgate')}>
          <AirGateSide account={account} currency={currency} />
        </Side>
        <Side title={t('cloud')}>
          {user.data ? (
            <CloudSide user={user.data} />
          ) : user.error ? (
            <ProblemPanel error={user.error} onRetry={() => void user.refetch()} />
          ) : (
            <Skeleton className="h-40 w-full" />
          )}
        </Side>
      </div>
    </Card>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 p-4">
      <h3 className="mb-1 font-medium text-sm text-soft">{title}</h3>
      {children}
    </section>
  );
}

function AirGateSide({ account, currency }: { account: SandboxAccount; currency: string }) {
  const t = useTranslations('sandbox.sides');
  const progress = useTranslations('common.saga');
  const { slug } = useTenant();
  const trpc = useTRPC();
  const { subAccountId, state, quota, unread } = account;
  const mayRead = useCan('sub-account:read');
  const sagas = useQuery(
    trpc.cutOff.list.queryOptions(lastSagaInput(subAccountId), {
      enabled: mayRead,
      refetchInterval: state === 'active' || state === 'cut_off' ? 10_000 : 1_500,
    }),
  );
  const saga = sagas.data?.items[0];
  return (
    <div className="space-y-3">
      <DefinitionList
        items={[
          {
            term: t('status'),
            value: <StatusBadge status={quota || state !== 'active' ? state : 'no_quota'} />,
          },
          ...(saga
            ? [
                {
                  term: t('saga'),
                  value: (
                    <span className="tabular-nums">
                      {`${t(`sagaKind.${saga.kind}`)} · ${progress('progress', {
                        done: saga.steps.filter((step) => step.state === 'done').length,
                        total: saga.steps.length,
                      })}`}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      <QuotaBar
        size="tall"
        spent={quota?.spent ?? '0'}
        {...hatchedPart(unread)}
        limit={quota?.granted ?? null}
        currency={currency}
      />
      <Link
        href={`/${slug}/sub-accounts/${subAccountId}`}
        className="inline-block rounded-sm text-accent-ink text-sm hover:underline"
      >
        {t('open')}
      </Link>
    </div>
  );
}
