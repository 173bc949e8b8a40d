'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { cardTable } from '#app/(console)/[tenant]/sub-accounts/_components/card-table.ts';
import { useRefreshCloudAccess } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can, useCan } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { AccessKeyRow } from './access-key-row.tsx';

type AccessKeysProps = { account: SubAccountDetailOut; held: boolean };
type NewKey = { accessKeyId: string; secretAccessKey: string };

/** The user's access keys as the cloud has them now; a new secret is shown once. */
export function AccessKeys({ account, held }: AccessKeysProps) {
  const t = useTranslations('subAccounts.keys');
  const secrets = useTranslations('subAccounts.secrets');
  const trpc = useTRPC();
  const enabled = useCan('access-key:read');
  const refresh = useRefreshCloudAccess();
  const onError = useToastProblem();
  const [made, setMade] = useState<NewKey | null>(null);
  const keys = useQuery(trpc.iam.accessKeys.queryOptions({ subAccountId: account.id }, { enabled }));
  const create = useMutation(
    trpc.iam.createAccessKey.mutationOptions({ onSuccess: setMade, onError, onSettled: refresh }),
  );
  const items = keys.data?.items ?? [];
  const max = keys.data?.max ?? 2;
  const full = items.length >= max;
  const reason = held ? t('heldCreate') : full ? t('full', { max }) : null;
  const createButton = (
    <Can permission="access-key:create">
      <CreateButton
        reason={reason}
        pending={create.isPending}
        ready={keys.isSuccess}
        onCreate={() => create.mutate({ subAccountId: account.id })}
      />
    </Can>
  );
  return (
    <Card>
      <CardHeader>
        <div className="flex flex-wrap items-baseline gap-x-3">
          <CardTitle>{t('title')}</CardTitle>
          {keys.data ? (
            <span className="text-faint text-xs tabular-nums">{t('used', { count: items.length, max })}</span>
          ) : null}
        </div>
        {createButton}
      </CardHeader>
      {!enabled ? (
        <CardBody className="text-soft text-sm">{t('notAllowed')}</CardBody>
      ) : keys.isError ? (
        <CardBody>
          <ProblemPanel error={keys.error} onRetry={() => void keys.refetch()} retrying={keys.isRefetching} />
        </CardBody>
      ) : !keys.data ? (
        <CardBody aria-busy className="space-y-3">
          <Skeleton className="w-full" />
          <Skeleton className="w-2/3" />
        </CardBody>
      ) : items.length === 0 ? (
        <EmptyState icon={<KeyRound />} title={t('empty')} className="py-8">
          {t('emptyBody', { max })}
        </EmptyState>
      ) : (
        <Table aria-label={t('title')} className={cardTable}>
          <TableHead>
            <TableRow>
              <TableHeader className="pl-4">{t('columns.id')}</TableHeader>
              <TableHeader>{t('columns.state')}</TableHeader>
              <TableHeader>{t('columns.lastUsed')}</TableHeader>
              <TableHeader align="end">{t('columns.created')}</TableHeader>
              <TableHeader className="pr-4">
                <span className="sr-only">{t('columns.actions')}</span>
              </TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {items.map((key) => (
              <AccessKeyRow key={key.id} account={account} accessKey={key} held={held} />
            ))}
          </TableBody>
        </Table>
      )}
      <SecretOnce
        open={made !== null}
        title={t('madeTitle', { name: account.userName })}
        secrets={
          made
            ? [
                { label: secrets('accessKeyId'), value: made.accessKeyId, plain: true },
                { label: secrets('secretAccessKey'), value: made.secretAccessKey },
              ]
            : []
        }
        fileName={`${account.userName}-access-key`}
        onStored={() => setMade(null)}
      />
    </Card>
  );
}

type CreateButtonProps = { reason: string | null; pending: boolean; ready: boolean; onCreate: () => void };

/** Shut with its reason rather than failing afterwards. */
function CreateButton({ reason, pending, ready, onCreate }: CreateButtonProps) {
  const t = useTranslations('subAccounts.keys');
  const face = (
    <>
      <Plus aria-hidden />
      {t('create')}
    </>
  );
  if (reason === null) {
    return (
      <Button pending={pending} disabled={!ready} onClick={onCreate}>
        {face}
      </Button>
    );
  }
  return (
    <Tooltip content={reason}>
      <Button aria-disabled>{face}</Button>
    </Tooltip>
  );
}
