'use client';
import {
  Activity,
  Ban,
  Coins,
  Ellipsis,
  FileMinus,
  FilePlus,
  FolderTree,
  RotateCcw,
  ShieldCheck,
  ShieldOff,
  UserRound,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { BulkKind } from './bulk-dialogs.tsx';
import { mayCutOff, mayRestore } from './standing.ts';

type BulkActionsProps = { accounts: readonly SubAccountOut[]; onBulk: (kind: BulkKind) => void };

/** What can be done with the ticked sub-accounts; what none of them can take is shut. */
export function BulkActions({ accounts, onBulk }: BulkActionsProps) {
  const t = useTranslations('subAccounts.actions');
  return (
    <>
      <Can permission="quota:allocate">
        <Button size="sm" onClick={() => onBulk('allocate')}>
          <Coins aria-hidden className="size-3.5" />
          {t('allocate')}
        </Button>
      </Can>
      <Can permission="sub-account:restore">
        <Button size="sm" disabled={!accounts.some(mayRestore)} onClick={() => onBulk('restore')}>
          <RotateCcw aria-hidden className="size-3.5" />
          {t('restore')}
        </Button>
      </Can>
      <Can permission="sub-account:cut-off">
        <Button
          size="sm"
          variant="danger-quiet"
          disabled={!accounts.some(mayCutOff)}
          onClick={() => onBulk('cut-off')}
        >
          <Ban aria-hidden className="size-3.5" />
          {t('cutOff')}
        </Button>
      </Can>
      <MoreBulk accounts={accounts} onBulk={onBulk} />
    </>
  );
}

function MoreBulk({ accounts, onBulk }: BulkActionsProps) {
  const t = useTranslations('subAccounts');
  const more = useTranslations('common.actions')('more');
  const mayUpdate = useCan('sub-account:update');
  const mayMonitor = useCan('project:update');
  const seesTeams = useCan('team:read');
  const seesMembers = useCan('member:read');
  const guarded = accounts.filter((account) => account.protected).length;
  const items = [
    {
      kind: 'protect',
      icon: <ShieldCheck aria-hidden />,
      off: !mayUpdate || guarded === accounts.length,
      label: t('actions.protect'),
    },
    {
      kind: 'unprotect',
      icon: <ShieldOff aria-hidden />,
      off: !mayUpdate || guarded === 0,
      label: t('actions.unprotect'),
    },
    null,
    { kind: 'monitor', icon: <Activity aria-hidden />, off: !mayMonitor, label: t('bulk.monitor') },
    { kind: 'unmonitor', icon: <Activity aria-hidden />, off: !mayMonitor, label: t('bulk.unmonitor') },
    null,
    { kind: 'team', icon: <FolderTree aria-hidden />, off: !mayUpdate || !seesTeams, label: t('bulk.team') },
    {
      kind: 'holder',
      icon: <UserRound aria-hidden />,
      off: !mayUpdate || !seesMembers,
      label: t('bulk.holder'),
    },
    null,
    { kind: 'attach', icon: <FilePlus aria-hidden />, off: !mayUpdate, label: t('bulk.attach') },
    { kind: 'detach', icon: <FileMinus aria-hidden />, off: !mayUpdate, label: t('bulk.detach') },
  ] as const;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button size="sm">
          <Ellipsis aria-hidden className="size-3.5" />
          {more}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" className="min-w-56">
        {items.map((item, index) =>
          item === null ? (
            <DropdownMenuSeparator key={`line ${items[index + 1]?.kind}`} />
          ) : (
            <DropdownMenuItem key={item.kind} disabled={item.off} onSelect={() => onBulk(item.kind)}>
              {item.icon}
              {item.label}
            </DropdownMenuItem>
          ),
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
