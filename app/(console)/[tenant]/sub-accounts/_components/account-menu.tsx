'use client';
import {
  Ban,
  Coins,
  Ellipsis,
  FolderTree,
  KeyRound,
  LogOut,
  Pencil,
  RotateCcw,
  ShieldCheck,
  ShieldOff,
  Trash2,
  UserRound,
} from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { AccountDialog } from './account-dialogs.tsx';
import { mayCutOff, mayRestore } from './standing.ts';
import { useProtect } from './use-protect.ts';

type AccountMenuProps = {
  account: SubAccountOut;
  onDialog: (dialog: AccountDialog) => void;
  /** The page has its own buttons for quota and cut-off. */
  short?: boolean;
};

/** What can be done with a sub-account, behind three dots; what a right forbids stays visible and shut. */
export function AccountMenu({ account, onDialog, short }: AccountMenuProps) {
  const t = useTranslations('subAccounts.actions');
  const rowActions = useTranslations('table')('rowActions', { name: account.userName });
  const { slug } = useTenant();
  const { protect } = useProtect();
  const may = {
    allocate: useCan('quota:allocate'),
    cutOff: useCan('sub-account:cut-off'),
    restore: useCan('sub-account:restore'),
    update: useCan('sub-account:update'),
    delete: useCan('sub-account:delete'),
    seeTeams: useCan('team:read'),
    seeMembers: useCan('member:read'),
  };
  const here = account.status !== 'missing';
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button
          variant={short ? 'secondary' : 'ghost'}
          size={short ? 'icon' : 'icon-sm'}
          aria-label={rowActions}
        >
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-52">
        {short ? null : (
          <>
            <DropdownMenuItem disabled={!may.allocate} onSelect={() => onDialog('allocate')}>
              <Coins aria-hidden />
              {t('allocate')}
            </DropdownMenuItem>
            {mayRestore(account) ? (
              <DropdownMenuItem disabled={!may.restore} onSelect={() => onDialog('restore')}>
                <RotateCcw aria-hidden />
                {t('restore')}
              </DropdownMenuItem>
            ) : null}
            <DropdownMenuSeparator />
          </>
        )}
        <DropdownMenuItem disabled={!may.update || !here} onSelect={() => onDialog('edit')}>
          <Pencil aria-hidden />
          {t('edit')}
        </DropdownMenuItem>
        <DropdownMenuItem disabled={!may.update || !may.seeTeams} onSelect={() => onDialog('team')}>
          <FolderTree aria-hidden />
          {t('team')}
        </DropdownMenuItem>
        <DropdownMenuItem disabled={!may.update || !may.seeMembers} onSelect={() => onDialog('holder')}>
          <UserRound aria-hidden />
          {t('holder')}
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={`/${slug}/sub-accounts/${account.id}?tab=access`}>
            <KeyRound aria-hidden />
            {t('login')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem disabled={!may.update} onSelect={() => void protect(account, !account.protected)}>
          {account.protected ? <ShieldOff aria-hidden /> : <ShieldCheck aria-hidden />}
          {account.protected ? t('unprotect') : t('protect')}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        {!short && mayCutOff(account) ? (
          <DropdownMenuItem danger disabled={!may.cutOff} onSelect={() => onDialog('cut-off')}>
            <Ban aria-hidden />
            {t('cutOff')}
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem disabled={!may.delete} onSelect={() => onDialog('release')}>
          <LogOut aria-hidden />
          {t('release')}
        </DropdownMenuItem>
        <DropdownMenuItem danger disabled={!may.delete} onSelect={() => onDialog('delete')}>
          <Trash2 aria-hidden />
          {t('delete')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
