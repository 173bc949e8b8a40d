'use client';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Money } from '#components/money.tsx';
import { RestoreOffer } from './restore-offer.tsx';
import type { Allocated, AllocationTarget } from './use-allocation.ts';

/** What an allocation has done, and what it makes possible now. */
export function AllocationResult({ account, result }: { account: AllocationTarget; result: Allocated }) {
  const t = useTranslations('quotas.allocate');
  const taken = result.amount.startsWith('-');
  const amount = taken ? result.amount.slice(1) : result.amount;
  return (
    <div className="space-y-4">
      <p role="status" className="flex items-start gap-2 text-sm">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
        <span>
          {t.rich(taken ? 'deductedRich' : 'allocatedRich', {
            amount: () => <Money amount={amount} currency={result.currency} className="font-medium" />,
            after: () => <Money amount={result.after} currency={result.currency} className="font-medium" />,
          })}
        </span>
      </p>
      {result.restorable ? <RestoreOffer account={account} /> : null}
    </div>
  );
}
