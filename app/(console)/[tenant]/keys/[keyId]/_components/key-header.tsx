'use client';
import { Ban, Pencil, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { KeyState } from '#app/(console)/[tenant]/keys/_components/key-state.tsx';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { Can } from '#components/can.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Button } from '#components/ui/button.tsx';
import type { KeyDialog } from './key-view.tsx';

type KeyHeaderProps = { apiKey: ApiKey; onDialog: (dialog: KeyDialog) => void };

/** Which key this is, whether it works, and what can be done with it. */
export function KeyHeader({ apiKey, onDialog }: KeyHeaderProps) {
  const t = useTranslations('keys');
  const { state, id, hint, name } = apiKey;
  return (
    <PageHeader
      title={name}
      status={<KeyState state={state} />}
      meta={
        <>
          <code className="break-all font-mono text-xs">{hint}</code>
          <span className="inline-flex min-w-0 items-center gap-1 text-faint">
            <code className="min-w-0 truncate font-mono text-xs">{id}</code>
            <CopyButton value={id} label={t('page.copyId')} />
          </span>
        </>
      }
      actions={
        state === 'revoked' ? null : (
          <>
            <Can permission="key:update">
              <Button disabled={state !== 'active'} onClick={() => onDialog('rotate')}>
                <RefreshCw aria-hidden />
                {t('actions.rotate')}
              </Button>
            </Can>
            <Can permission="key:update">
              <Button onClick={() => onDialog('edit')}>
                <Pencil aria-hidden />
                {t('actions.edit')}
              </Button>
            </Can>
            <Can permission="key:revoke">
              <Button variant="danger-quiet" onClick={() => onDialog('revoke')}>
                <Ban aria-hidden />
                {t('actions.revoke')}
              </Button>
            </Can>
          </>
        )
      }
    />
  );
}
