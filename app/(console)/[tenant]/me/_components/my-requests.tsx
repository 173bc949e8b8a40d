'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { RequestAmount } from '#app/(console)/[tenant]/requests/_components/request-amount.tsx';
import { RequestState } from '#app/(console)/[tenant]/requests/_components/request-state.tsx';
import { useWithdraw } from '#app/(console)/[tenant]/requests/_components/use-request-actions.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RequestOut } from '#server/requests/schema.ts';
import { requestsInput } from './inputs.ts';

/** A decision shows without a reload. */
const REFRESH_MS = 15_000;
const MOST = 200;

/** What the reader has asked for, newest first. */
export function MyRequests() {
  const t = useTranslations('requests.me.requests');
  const trpc = useTRPC();
  const [limit, setLimit] = useState(requestsInput.limit);
  const list = useQuery(
    trpc.requests.mine.queryOptions(
      { limit },
      { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData },
    ),
  );
  const requests = list.data?.items;
  return (
    <Section title={t('title')}>
      {list.isError && !requests ? (
        <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />
      ) : !requests ? (
        <Skeleton className="h-20 w-full rounded-lg" />
      ) : (
        <Card>
          {requests.length === 0 ? (
            <p className="px-4 py-3.5 text-faint text-sm">{t('empty')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {requests.map((request) => (
                <Row key={request.id} request={request} />
              ))}
            </ul>
          )}
        </Card>
      )}
      {list.data?.nextCursor && limit < MOST ? (
        <Button size="sm" onClick={() => setLimit(MOST)}>
          {t('more')}
        </Button>
      ) : null}
    </Section>
  );
}

function Row({ request }: { request: RequestOut }) {
  const t = useTranslations('requests');
  const mayAsk = useCan('quota:request');
  const { withdraw, pending } = useWithdraw();
  const { state, decidedBy, note } = request;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1.5 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium text-ink">{request.subAccount.userName}</span>
          <RequestAmount request={request} />
        </p>
        <p className="line-clamp-2 break-words text-soft">{request.reason}</p>
        {note ? (
          <p className="mt-1 break-words text-soft">
            <span className="text-faint">{decidedBy}: </span>
            {note}
          </p>
        ) : null}
      </div>
      <div className="flex items-center gap-x-4">
        <RequestState state={state} />
        <Ago time={request.decidedAt ?? request.createdAt} className="w-24 text-right text-faint text-xs" />
        {state === 'pending' && mayAsk ? (
          <Button size="sm" pending={pending} onClick={() => void withdraw(request.id)}>
            {t('actions.withdraw')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
