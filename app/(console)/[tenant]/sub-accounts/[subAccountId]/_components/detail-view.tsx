'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useEffect, useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import {
  type AccountDialog,
  AccountDialogs,
} from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import SubAccountLoading from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/loading.tsx';
import { useCan } from '#components/can.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { isModalOpen, isTyping } from '#components/typing.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { DetailHeader } from './detail-header.tsx';
import { type DetailTab, detailTabs } from './detail-tab-names.ts';
import { DetailTabs } from './detail-tabs.tsx';
import { QuotaCard } from './quota-card.tsx';
import { SagaBanner } from './saga-banner.tsx';
import { StandingNotice } from './standing-notice.tsx';
import { SubAccountFreshness } from './sub-account-freshness.tsx';
import { useSagaEnd, useSubAccount } from './use-sub-account.ts';

/** One sub-account: what it may spend, what it spends, what it can reach, and what was done about it. */
export function DetailView({ subAccountId }: { subAccountId: string }) {
  const account = useSubAccount(subAccountId);
  if (account.data) return <KnownAccount account={account.data} />;
  if (account.isError) {
    return (
      <ProblemPanel
        error={account.error}
        onRetry={() => void account.refetch()}
        retrying={account.isRefetching}
      />
    );
  }
  return <SubAccountLoading />;
}

function KnownAccount({ account }: { account: SubAccountDetailOut }) {
  const [tab, setTab] = useDetailTab();
  const [dialog, setDialog] = useState<AccountDialog | null>(null);
  const crumbs = useMemo(() => [{ label: account.userName }], [account.userName]);
  const freshness = useMemo(
    () => <SubAccountFreshness subAccountId={account.id} cloud={account.cloudAccount.name} />,
    [account.id, account.cloudAccount.name],
  );
  useSagaEnd(account);
  useAllocateKey(account.managed, () => setDialog('allocate'));
  return (
    <div className="space-y-6">
      <PageChrome crumbs={crumbs} freshness={freshness} />
      {account.openSagaId ? (
        <SagaBanner
          sagaId={account.openSagaId}
          account={account}
          onShow={tab === 'cut-off' ? null : () => setTab('cut-off')}
          onDialog={setDialog}
        />
      ) : null}
      <DetailHeader account={account} onDialog={setDialog} />
      <StandingNotice account={account} />
      <QuotaCard account={account} />
      <DetailTabs account={account} tab={tab} onTab={setTab} onDialog={setDialog} />
      <AccountDialogs account={account} open={dialog} onOpen={setDialog} onSaga={() => setTab('cut-off')} />
    </div>
  );
}

/** The open tab, in the address; `#cut-off` of an alert's link means the tab of that name. */
function useDetailTab(): [DetailTab, (tab: DetailTab) => void] {
  const [tab, setTab] = useQueryState(
    'tab',
    parseAsStringLiteral(detailTabs).withDefault('overview').withOptions({ history: 'push', scroll: false }),
  );
  useEffect(() => {
    const named = detailTabs.find((name) => `#${name}` === window.location.hash);
    if (named) void setTab(named, { history: 'replace' });
  }, [setTab]);
  return [tab, (next) => void setTab(next)];
}

/** `a` opens the allocation wherever nobody is typing. */
function useAllocateKey(managed: boolean, onAllocate: () => void) {
  const enabled = useCan('quota:allocate') && managed;
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'a' || event.defaultPrevented) return;
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isModalOpen()) return;
      event.preventDefault();
      onAllocate();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}
