'use client';
import { Ban, Coins, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { AccountDialog } from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { AccountMenu } from '#app/(console)/[tenant]/sub-accounts/_components/account-menu.tsx';
import { mayCutOff, mayRestore } from '#app/(console)/[tenant]/sub-accounts/_components/standing.ts';
import { Can } from '#components/can.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { useSaga } from './use-sub-account.ts';

type DetailHeaderProps = { account: SubAccountDetailOut; onDialog: (dialog: AccountDialog) => void };

/** Who this is, in which state, and the three things most often done about it. */
export function DetailHeader({ account, onDialog }: DetailHeaderProps) {
  const t = useTranslations('subAccounts');
  const { slug } = useTenant();
  const saga = useSaga(account.openSagaId).data;
  const done = saga?.steps.filter((step) => step.state === 'done').length ?? 0;
  const progress = saga
    ? { step: Math.min(done + 1, saga.steps.length), total: saga.steps.length }
    : undefined;
  return (
    <PageHeader
      title={account.userName}
      status={
        <span className="flex flex-wrap items-center gap-2">
          <StatusBadge status={account.status} progress={progress} />
          {saga?.state === 'failed' ? <StatusBadge status="failed" /> : null}
          {account.protected ? <StatusBadge status="protected" /> : null}
        </span>
      }
      meta={
        <>
          {account.displayName ? <span>{account.displayName}</span> : null}
          <Link
            href={`/${slug}/clouds/${account.cloudAccount.id}`}
            className="rounded-sm hover:text-ink hover:underline"
          >
            {account.cloudAccount.name}
          </Link>
          <span className="inline-flex items-center gap-1 text-faint">
            <code className="break-all font-mono text-xs">{account.id}</code>
            <CopyButton value={account.id} label={t('detail.copyId')} />
          </span>
        </>
      }
      actions={
        account.managed ? (
          <>
            <Can permission="quota:allocate">
              <Button variant="primary" aria-keyshortcuts="a" onClick={() => onDialog('allocate')}>
                <Coins aria-hidden />
                {t('actions.allocate')}
                <Kbd
                  aria-hidden
                  className="ml-1 border-transparent bg-transparent text-current opacity-70 max-sm:hidden"
                >
                  A
                </Kbd>
              </Button>
            </Can>
            {mayRestore(account) ? (
              <Can permission="sub-account:restore">
                <Button onClick={() => onDialog('restore')}>
                  <RotateCcw aria-hidden />
                  {t('actions.restore')}
                </Button>
              </Can>
            ) : (
              <Can permission="sub-account:cut-off">
                <Button
                  variant="danger-quiet"
                  disabled={!mayCutOff(account)}
                  onClick={() => onDialog('cut-off')}
                >
                  <Ban aria-hidden />
                  {t('actions.cutOffNow')}
                </Button>
              </Can>
            )}
            <AccountMenu account={account} onDialog={onDialog} short />
          </>
        ) : null
      }
    />
  );
}
