'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefreshCloudAccess } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { TableCell, TableRow } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { accessKeyList, SubAccountDetailOut } from '#server/iam/schema.ts';

type AccessKeyRowProps = {
  account: SubAccountDetailOut;
  accessKey: z.output<typeof accessKeyList>['items'][number];
  held: boolean;
};

export function AccessKeyRow({ account, accessKey, held }: AccessKeyRowProps) {
  const t = useTranslations('subAccounts.keys');
  const trpc = useTRPC();
  const refresh = useRefreshCloudAccess();
  const onError = useToastProblem();
  const [deleting, setDeleting] = useState(false);
  const { id, active, lastUsed } = accessKey;
  const ref = { subAccountId: account.id, keyId: id };
  const toggle = useMutation(
    trpc.iam.setAccessKeyActive.mutationOptions({
      onSuccess: ({ state }) => toast.success(t(state === 'active' ? 'activated' : 'deactivated', { id })),
      onError,
      onSettled: refresh,
    }),
  );
  const remove = useMutation(
    trpc.iam.deleteAccessKey.mutationOptions({
      onSuccess: () => {
        toast.success(t('deleted', { id }));
        setDeleting(false);
      },
      onSettled: refresh,
    }),
  );
  return (
    <TableRow>
      <TableCell className="pl-4">
        <span className="inline-flex items-center gap-1">
          <code className="break-all font-mono text-xs">{id}</code>
          <CopyButton value={id} label={t('copyId')} />
        </span>
      </TableCell>
      <TableCell data-label={t('columns.state')}>
        <Badge tone={active ? 'success' : 'neutral'}>{t(active ? 'active' : 'inactive')}</Badge>
      </TableCell>
      <TableCell className="whitespace-nowrap" data-label={t('columns.lastUsed')}>
        {lastUsed ? (
          <>
            <Ago time={lastUsed.at} />
            <span className="ml-2 text-faint text-xs">
              {[lastUsed.service, lastUsed.region].filter(Boolean).join(' · ')}
            </span>
          </>
        ) : (
          <Ago time={null} />
        )}
      </TableCell>
      <TableCell align="end" data-label={t('columns.created')}>
        {accessKey.createdAt ? <Ago time={accessKey.createdAt} className="text-soft" /> : '–'}
      </TableCell>
      <TableCell align="end" className="pr-4" data-label={t('columns.actions')}>
        <Can permission="access-key:update">
          <span className="inline-flex gap-2">
            <Button
              size="sm"
              pending={toggle.isPending}
              disabled={held && !active}
              onClick={() => toggle.mutate({ ...ref, active: !active })}
            >
              {t(active ? 'deactivate' : 'activate')}
            </Button>
            <Button size="sm" variant="danger-quiet" onClick={() => setDeleting(true)}>
              {t('delete')}
            </Button>
          </span>
        </Can>
        {deleting ? (
          <ConfirmDestroy
            open
            onOpenChange={(open) => !open && setDeleting(false)}
            title={t('deleteTitle')}
            name={id}
            consequences={[t('deleteStops'), t('deleteSecret')]}
            action={t('deleteAction')}
            pending={remove.isPending}
            onConfirm={() => remove.mutate(ref)}
            error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
          />
        ) : null}
      </TableCell>
    </TableRow>
  );
}
