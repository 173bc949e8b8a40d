'use client';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Moment } from '#components/ago.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import type { RequestOut } from '#server/requests/schema.ts';
import { RequestButtons } from './request-buttons.tsx';
import { RequestState } from './request-state.tsx';
import type { Deciding } from './requests-view.tsx';

type RequestDetailsProps = { request: RequestOut; onDecide: (deciding: Deciding) => void };

/** Everything about one request: what is asked, how the quota stands, how it ended. */
export function RequestDetails({ request, onDecide }: RequestDetailsProps) {
  const t = useTranslations('requests.details');
  const tenant = useTenant();
  const { quota } = request.subAccount;
  const decided = request.decidedAt
    ? [
        { term: t('decidedBy'), value: request.decidedBy ?? t('nobody') },
        { term: t('decidedAt'), value: <Moment time={request.decidedAt} /> },
      ]
    : [{ term: t('until'), value: <Moment time={request.expiresAt} /> }];
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <RequestState state={request.state} />
        <RequestButtons request={request} onDecide={onDecide} />
      </div>
      <blockquote className="whitespace-pre-wrap break-words rounded-md bg-sunken px-3 py-2 text-sm">
        {request.reason}
      </blockquote>
      <section className="space-y-2">
        <h3 className="font-medium text-sm">{t('quota')}</h3>
        <QuotaBar
          size="tall"
          spent={quota?.spent ?? '0.00'}
          limit={quota?.granted ?? null}
          currency={quota?.currency ?? tenant.currency}
        />
      </section>
      <DefinitionList
        items={[
          { term: t('asked'), value: <Money amount={request.amount} currency={request.currency} /> },
          ...(request.allocated
            ? [
                {
                  term: t('allocated'),
                  value: <Money amount={request.allocated} currency={request.currency} />,
                },
              ]
            : []),
          { term: t('by'), value: request.requestedBy },
          { term: t('at'), value: <Moment time={request.createdAt} /> },
          ...decided,
          ...(request.note ? [{ term: t('note'), value: request.note }] : []),
        ]}
      />
    </div>
  );
}
