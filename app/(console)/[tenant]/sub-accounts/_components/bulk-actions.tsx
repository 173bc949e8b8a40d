'use client';
import { Ban, Coins } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { mayCutOff } from './standing.ts';

type BulkActionsProps = {
  accounts: readonly SubAccountOut[];
  onAllocate: () => void;
  onCutOff: () => void;
};

/** What can be done with the ticked sub-accounts. */
export function BulkActions({ accounts, onAllocate, onCutOff }: BulkActionsProps) {
  const t = useTranslations('subAccounts.actions');
  return (
    <>
      <Can permission="quota:allocate">
        <Button size="sm" onClick={onAllocate}>
          <Coins aria-hidden className="size-3.5" />
          {t('allocate')}
        </Button>
      </Can>
      <Can permission="sub-account:cut-off">
        <Button size="sm" variant="danger-quiet" disabled={!accounts.some(mayCutOff)} onClick={onCutOff}>
          <Ban aria-hidden className="size-3.5" />
          {t('cutOff')}
        </Button>
      </Can>
    </>
  );
}
