'use client';
import { Ellipsis, History, KeyRound, Pencil, RefreshCw, ScanSearch, Unplug } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { useStartCheck } from './use-start-check.ts';
import { useSync } from './use-sync.tsx';

const DisconnectCloud = dynamic(() => import('./disconnect-cloud.tsx').then((m) => m.DisconnectCloud), {
  ssr: false,
});
const RenameCloud = dynamic(() => import('./rename-cloud.tsx').then((m) => m.RenameCloud), { ssr: false });
const RotateCredential = dynamic(() => import('./rotate-credential.tsx').then((m) => m.RotateCredential), {
  ssr: false,
});

type Asking = 'rename' | 'rotate' | 'disconnect' | null;

type CloudMenuProps = {
  account: CloudAccount;
  onGone?: (() => void) | undefined;
  /** In a row: reading is in here too, since no buttons stand beside it. */
  whole?: boolean;
};

/** What can be done with a cloud account, behind three dots; changing asks first. */
export function CloudMenu({ account, onGone, whole }: CloudMenuProps) {
  const t = useTranslations('clouds.actions');
  const deep = useTranslations('clouds.check')('deepAction');
  const may = {
    change: useCan('cloud-account:connect'),
    check: useCan('spending:check'),
    sync: useCan('cloud-account:sync'),
  };
  const sync = useSync(account);
  const check = useStartCheck(account);
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button
            variant={whole ? 'ghost' : 'secondary'}
            size={whole ? 'icon-sm' : 'icon'}
            pending={whole ? sync.pending || check.pending : false}
            aria-label={t('more', { name: account.name })}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {whole ? (
            <>
              <DropdownMenuItem disabled={!may.check} onSelect={() => check.run(false)}>
                <ScanSearch aria-hidden />
                {t('check')}
              </DropdownMenuItem>
              <DropdownMenuItem disabled={!may.sync} onSelect={() => void sync.run()}>
                <RefreshCw aria-hidden />
                {t('sync')}
              </DropdownMenuItem>
            </>
          ) : null}
          <DropdownMenuItem disabled={!may.check} onSelect={() => check.run(true)}>
            <History aria-hidden />
            {deep}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem disabled={!may.change} onSelect={() => setAsking('rename')}>
            <Pencil aria-hidden />
            {t('rename')}
          </DropdownMenuItem>
          <DropdownMenuItem disabled={!may.change} onSelect={() => setAsking('rotate')}>
            <KeyRound aria-hidden />
            {t('rotate')}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger disabled={!may.change} onSelect={() => setAsking('disconnect')}>
            <Unplug aria-hidden />
            {t('disconnect')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {asking === 'rename' ? <RenameCloud account={account} onClose={close} /> : null}
      {asking === 'rotate' ? <RotateCredential account={account} onClose={close} /> : null}
      {asking === 'disconnect' ? <DisconnectCloud account={account} onClose={close} onGone={onGone} /> : null}
    </>
  );
}
