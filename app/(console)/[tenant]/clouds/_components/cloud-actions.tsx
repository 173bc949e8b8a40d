'use client';
import { Ellipsis, History, KeyRound, Pencil, RefreshCw, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { CheckNow } from './check-now.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { DisconnectCloud } from './disconnect-cloud.tsx';
import { RenameCloud } from './rename-cloud.tsx';
import { RotateCredential } from './rotate-credential.tsx';
import { useStartCheck } from './use-start-check.ts';
import { useSync } from './use-sync.tsx';

type Asking = 'rename' | 'rotate' | 'disconnect' | null;

/** What can be done with a cloud account; reading is one click, changing asks first. */
export function CloudActions({ account, onGone }: { account: CloudAccount; onGone?: () => void }) {
  const t = useTranslations('clouds.actions');
  const mayChange = useCan('cloud-account:connect');
  const deep = useTranslations('clouds.check')('deepAction');
  const mayCheck = useCan('spending:check');
  const sync = useSync(account);
  const check = useStartCheck(account);
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <CheckNow account={account} />
      <Can permission="cloud-account:sync">
        <Button pending={sync.pending} onClick={() => void sync.run()}>
          <RefreshCw aria-hidden />
          {t('sync')}
        </Button>
      </Can>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t('more', { name: account.name })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem disabled={!mayCheck} onSelect={() => check.run(true)}>
            <History aria-hidden />
            {deep}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem disabled={!mayChange} onSelect={() => setAsking('rename')}>
            <Pencil aria-hidden />
            {t('rename')}
          </DropdownMenuItem>
          <DropdownMenuItem disabled={!mayChange} onSelect={() => setAsking('rotate')}>
            <KeyRound aria-hidden />
            {t('rotate')}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger disabled={!mayChange} onSelect={() => setAsking('disconnect')}>
            <Unplug aria-hidden />
            {t('disconnect')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {asking === 'rename' ? <RenameCloud account={account} onClose={close} /> : null}
      {asking === 'rotate' ? <RotateCredential account={account} onClose={close} /> : null}
      {asking === 'disconnect' ? <DisconnectCloud account={account} onClose={close} onGone={onGone} /> : null}
    </div>
  );
}
