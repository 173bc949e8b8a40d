'use client';
import { Ban, Coins, type LucideIcon, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { AccountDialog } from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { AccountMenu } from '#app/(console)/[tenant]/sub-accounts/_components/account-menu.tsx';
import { mayCutOff } from '#app/(console)/[tenant]/sub-accounts/_components/standing.ts';
import { Can } from '#components/can.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { Permission } from '#lib/permissions.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { type HeaderAction, headerActions } from './primary-action.ts';
import { useSaga } from './use-sub-account.ts';

type DetailHeaderProps = { account: SubAccountDetailOut; onDialog: (dialog: AccountDialog) => void };

/** Who this is, in which state, and what is most often done about it: the one thing that helps now first. */
export function DetailHeader({ account, onDialog }: DetailHeaderProps) {
  const t = useTranslations('subAccounts');
  const { slug } = useTenant();
  const saga = useSaga(account.openSagaId).data;
  const done = saga?.steps.filter((step) => step.state === 'done').length ?? 0;
  const progress = saga
    ? { step: Math.min(done + 1, saga.steps.length), total: saga.steps.length }
    : undefined;
  const { primary, others } = headerActions(account);
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
          <span className="inline-flex min-w-0 items-center gap-1 text-faint">
            <code className="min-w-0 truncate font-mono text-xs">{account.id}</code>
            <CopyButton value={account.id} label={t('detail.copyId')} />
          </span>
        </>
      }
      actions={
        account.managed ? (
          <>
            {primary ? <ActionButton account={account} action={primary} onDialog={onDialog} primary /> : null}
            {others.map((action) => (
              <ActionButton key={action} account={account} action={action} onDialog={onDialog} />
            ))}
            <AccountMenu account={account} onDialog={onDialog} short />
          </>
        ) : null
      }
    />
  );
}

const buttons: Record<HeaderAction, { permission: Permission; icon: LucideIcon }> = {
  allocate: { permission: 'quota:allocate', icon: Coins },
  restore: { permission: 'sub-account:restore', icon: RotateCcw },
  'cut-off': { permission: 'sub-account:cut-off', icon: Ban },
};

type ActionButtonProps = DetailHeaderProps & { action: HeaderAction; primary?: boolean };

function ActionButton({ account, action, onDialog, primary }: ActionButtonProps) {
  const t = useTranslations('subAccounts.actions');
  const { permission, icon: Icon } = buttons[action];
  const cutsOff = action === 'cut-off';
  return (
    <Can permission={permission}>
      <Button
        variant={primary ? 'primary' : cutsOff ? 'danger-quiet' : 'secondary'}
        disabled={cutsOff && !mayCutOff(account)}
        onClick={() => onDialog(action)}
        {...(action === 'allocate' && { 'aria-keyshortcuts': 'a' })}
      >
        <Icon aria-hidden />
        {t(cutsOff ? 'cutOffNow' : action)}
        {action === 'allocate' ? (
          <Kbd
            aria-hidden
            className="ml-1 border-transparent bg-transparent text-current opacity-70 max-sm:hidden"
          >
            A
          </Kbd>
        ) : null}
      </Button>
    </Can>
  );
}
