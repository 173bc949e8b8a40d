'use client';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useRef } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { AccountsCard } from './accounts-card.tsx';
import { CallsCard } from './calls-card.tsx';
import { ClockCard } from './clock-card.tsx';
import { CorrectCard } from './correct-card.tsx';
import { FaultCard } from './fault-card.tsx';
import { PanelWaiting } from './panel-waiting.tsx';
import { accountShown } from './race.ts';
import { RatesCard } from './rates-card.tsx';
import { SideBySide } from './side-by-side.tsx';
import { SpendCard } from './spend-card.tsx';
import { useSandbox } from './use-sandbox.ts';

/** Left what there is to see, right what can be done to it. */
export function ControlPanel({ cloudAccountId }: { cloudAccountId: string }) {
  const t = useTranslations('sandbox');
  const { data: sandbox, error, refetch } = useSandbox(cloudAccountId);
  const [picked, setPicked] = useQueryState('account', parseAsString);
  const side = useRef<HTMLDivElement>(null);
  const choose = (subAccountId: string) => {
    void setPicked(subAccountId);
    side.current?.scrollIntoView({ block: 'nearest' });
  };
  if (!sandbox) {
    return error ? <ProblemPanel error={error} onRetry={() => void refetch()} /> : <PanelWaiting />;
  }
  const account = accountShown(sandbox.accounts, picked);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.9fr)_minmax(300px,1fr)] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0 space-y-6">
        {error ? <ProblemPanel error={error} onRetry={() => void refetch()} /> : null}
        {account ? (
          <div ref={side} className="scroll-mt-20">
            <SideBySide account={account} currency={sandbox.currency} />
          </div>
        ) : null}
        <AccountsCard sandbox={sandbox} chosen={account?.subAccountId ?? null} onChoose={choose} />
      </div>
      <aside
        aria-label={t('steer')}
        className="min-w-0 space-y-6 lg:col-start-2 lg:row-span-2 lg:row-start-1"
      >
        <ClockCard sandbox={sandbox} />
        <SpendCard
          key={`spend ${account?.subAccountId}`}
          sandbox={sandbox}
          account={account}
          onChoose={choose}
        />
        <RatesCard key={`rates ${account?.subAccountId}`} sandbox={sandbox} account={account} />
        <FaultCard sandbox={sandbox} />
        <CorrectCard sandbox={sandbox} />
      </aside>
      <div className="min-w-0 lg:col-start-1">
        <CallsCard cloudAccountId={cloudAccountId} />
      </div>
    </div>
  );
}
