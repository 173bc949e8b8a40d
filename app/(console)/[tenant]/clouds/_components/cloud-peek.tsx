'use client';
import { useTranslations } from 'next-intl';
import { Ago, Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { BillFreshness } from './bill-freshness.tsx';
import { CloudActions } from './cloud-actions.tsx';
import { CloudFailure } from './cloud-failure.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { CloudStatus } from './cloud-status.tsx';
import { LastCheck } from './last-check.tsx';

/** One cloud account beside the list: whether it answers, how far its figures go, and what can be done. */
export function CloudPeek({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        <CloudStatus account={account} />
        <span className="text-soft">{t(`provider.${account.provider}`)}</span>
      </div>
      <CloudFailure account={account} />
      <CloudActions account={account} />
      <DefinitionList
        items={[
          {
            term: t('facts.accountNo'),
            value: (
              <span className="inline-flex items-center gap-0.5">
                <code className="font-mono text-xs">{account.cloudAccountNo}</code>
                <CopyButton value={account.cloudAccountNo} label={t('facts.copyAccountNo')} />
              </span>
            ),
          },
          { term: t('facts.key'), value: <code className="font-mono text-xs">{account.keyHint}</code> },
          {
            term: t('facts.principal'),
            value: <code className="break-all font-mono text-xs">{account.principal}</code>,
          },
          { term: t('facts.subAccounts'), value: account.subAccounts },
          { term: t('facts.checked'), value: <LastCheck account={account} /> },
          { term: t('check.bill'), value: <BillFreshness cloudAccountId={account.id} className="-ml-1.5" /> },
          { term: t('facts.synced'), value: <Ago time={account.syncedAt} /> },
          { term: t('facts.connected'), value: <Moment time={account.connectedAt} /> },
        ]}
      />
    </div>
  );
}
