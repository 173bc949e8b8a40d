'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ApiKey } from './key-table.ts';

type BulkRevokeProps = { keys: readonly ApiKey[]; onDone: () => void };

/** Ends several keys at once, after their number was typed. */
export function BulkRevoke({ keys, onDone }: BulkRevokeProps) {
  const t = useTranslations('keys.revoke');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const targets = keys.filter((key) => key.state !== 'revoked');
  const count = targets.length;
  return (
    <>
      <Can permission="key:revoke">
        <Button size="sm" variant="danger-quiet" disabled={count === 0} onClick={() => setAsking(true)}>
          <Ban aria-hidden className="size-3.5" />
          {t('action')}
        </Button>
      </Can>
      {asking ? (
        <BulkDialog
          title={t('many', { count })}
          targets={targets}
          leftAlone={keys
            .filter((key) => key.state === 'revoked')
            .map((target) => ({ target, reason: t('already') }))}
          nameOf={(key) => key.name}
          action={t('action')}
          destroy={{
            phrase: t('phrase', { count }),
            consequences: [t('manyStop'), t('callers'), t('history')],
          }}
          work={({ id }) => client.keys.revoke.mutate({ keyId: id })}
          onEnd={() => void queries.invalidateQueries(trpc.keys.pathFilter())}
          onClose={() => setAsking(false)}
          onDone={onDone}
        />
      ) : null}
    </>
  );
}
