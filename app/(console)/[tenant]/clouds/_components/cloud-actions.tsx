'use client';
import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { CheckNow } from './check-now.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { CloudMenu } from './cloud-menu.tsx';
import { useSync } from './use-sync.tsx';

/** What can be done with a cloud account where there is room: reading is one click. */
export function CloudActions({ account, onGone }: { account: CloudAccount; onGone?: () => void }) {
  const t = useTranslations('clouds.actions');
  const sync = useSync(account);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <CheckNow account={account} />
      <Can permission="cloud-account:sync">
        <Button pending={sync.pending} onClick={() => void sync.run()}>
          <RefreshCw aria-hidden />
          {t('sync')}
        </Button>
      </Can>
      <CloudMenu account={account} onGone={onGone} />
    </div>
  );
}
