'use client';
import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { useTRPCClient } from '#app/trpc/client.tsx';
import { addAmounts } from '#components/amounts.ts';
import { Money } from '#components/money.tsx';
import { Button } from '#components/ui/button.tsx';
import type { RequestOut } from '#server/requests/schema.ts';
import { useRefreshRequests } from './use-request-actions.ts';

type BulkRequestsProps = { requests: readonly RequestOut[]; onDone: () => void };

/** Approves or rejects the ticked requests, each as it stands. */
export function BulkRequests({ requests, onDone }: BulkRequestsProps) {
  const t = useTranslations('requests');
  const client = useTRPCClient();
  const refresh = useRefreshRequests();
  const [verdict, setVerdict] = useState<'approve' | 'reject' | null>(null);
  const waiting = requests.filter(({ state }) => state === 'pending');
  const total = waiting.reduce((sum, { amount }) => addAmounts(sum, amount), '0');
  const currencies = new Set(waiting.map(({ currency }) => currency));
  return (
    <>
      <Button size="sm" disabled={waiting.length === 0} onClick={() => setVerdict('approve')}>
        <Check aria-hidden className="size-3.5" />
        {t('actions.approve')}
      </Button>
      <Button size="sm" disabled={waiting.length === 0} onClick={() => setVerdict('reject')}>
        <X aria-hidden className="size-3.5" />
        {t('actions.reject')}
      </Button>
      {verdict ? (
        <BulkDialog
          title={t(`bulk.${verdict}`, { count: waiting.length })}
          description={t(`bulk.${verdict}Body`)}
          targets={waiting}
          leftAlone={requests
            .filter(({ state }) => state !== 'pending')
            .map((target) => ({ target, reason: t('bulk.decided') }))}
          nameOf={({ subAccount, requestedBy }) => `${subAccount.userName} (${requestedBy})`}
          action={t(`actions.${verdict}`)}
          work={({ id }) => client.requests[verdict].mutate({ quotaRequestId: id })}
          onEnd={() => void refresh()}
          onClose={() => setVerdict(null)}
          onDone={onDone}
        >
          <ul className="max-h-60 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
            {waiting.map(({ id, subAccount, requestedBy, amount, currency }) => (
              <li key={id} className="flex items-baseline justify-between gap-3 px-3 py-1.5">
                <span className="min-w-0 truncate">
                  {subAccount.userName} <span className="text-faint">{requestedBy}</span>
                </span>
                <Money amount={amount} currency={currency} />
              </li>
            ))}
          </ul>
          {verdict === 'approve' && currencies.size === 1 ? (
            <p className="text-right text-sm text-soft">
              {t.rich('bulk.sumRich', {
                amount: () => <Money amount={total} currency={[...currencies][0]} className="text-ink" />,
              })}
            </p>
          ) : null}
        </BulkDialog>
      ) : null}
    </>
  );
}
