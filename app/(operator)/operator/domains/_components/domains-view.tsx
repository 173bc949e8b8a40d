'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AtSign, CircleCheck, Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardFooter, CardHeader } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { PlatformDomainOut } from '#server/sso/schema.ts';

const PAGE = 50;
/** As many as the server gives at a time. */
const MOST = 200;

/** Every domain that a tenant has named, newest first, with the operator's word on it. */
export function DomainsView() {
  const t = useTranslations('sso.operator');
  const trpc = useTRPC();
  const [limit, setLimit] = useState(PAGE);
  const [waitingOnly, setWaitingOnly] = useState(false);
  const [asked, setAsked] = useState<PlatformDomainOut | null>(null);
  const list = useQuery({
    ...trpc.sso.domains.queryOptions({ limit, ...(waitingOnly && { verified: false }) }),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.items ?? [];
  if (list.isError) return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Card>
      <CardHeader>
        <FormField inline label={t('waitingOnly')}>
          <Checkbox checked={waitingOnly} onCheckedChange={setWaitingOnly} />
        </FormField>
      </CardHeader>
      {rows.length === 0 ? (
        <EmptyState icon={<AtSign />} title={t('empty')}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <DomainRow key={row.id} row={row} onAsk={() => setAsked(row)} />
          ))}
        </ul>
      )}
      {list.data?.nextCursor && limit < MOST ? (
        <CardFooter>
          <Button pending={list.isFetching} onClick={() => setLimit(MOST)}>
            {t('more')}
          </Button>
        </CardFooter>
      ) : null}
      {asked ? <ChangeDomain row={asked} onClose={() => setAsked(null)} /> : null}
    </Card>
  );
}

function DomainRow({ row, onAsk }: { row: PlatformDomainOut; onAsk: () => void }) {
  const t = useTranslations('sso.operator');
  const { domain, tenant, verifiedAt, createdAt } = row;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="break-all font-medium text-ink text-sm">{domain}</p>
        <p className="text-sm text-soft">
          {tenant.name} <span className="font-mono text-faint text-xs">/{tenant.slug}</span>
        </p>
      </div>
      <Ago time={createdAt} className="text-faint text-xs" />
      <Badge tone={verifiedAt ? 'success' : 'warning'}>
        {verifiedAt ? <CircleCheck aria-hidden /> : <Clock3 aria-hidden />}
        {t(verifiedAt ? 'verified' : 'waiting')}
      </Badge>
      <Can permission="platform:tenants">
        <Button
          size="sm"
          aria-label={`${t(verifiedAt ? 'unverify' : 'verify')} ${domain} (${tenant.name})`}
          onClick={onAsk}
        >
          {t(verifiedAt ? 'unverify' : 'verify')}
        </Button>
      </Can>
    </li>
  );
}

function ChangeDomain({ row, onClose }: { row: PlatformDomainOut; onClose: () => void }) {
  const t = useTranslations('sso.operator');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const verified = row.verifiedAt === null;
  const words = { domain: row.domain, tenant: row.tenant.name };
  const change = useMutation(
    trpc.sso.setDomainVerified.mutationOptions({
      onSuccess: () => toast.success(t(verified ? 'done' : 'undone', { domain: row.domain })),
      onError,
      onSettled: () => queries.invalidateQueries(trpc.sso.pathFilter()),
    }),
  );
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent
        title={t(verified ? 'confirmTitle' : 'takeTitle', words)}
        description={verified ? t('confirmBody', words) : t('takeBody')}
        action={t(verified ? 'verify' : 'unverify')}
        danger={!verified}
        onAction={() => change.mutate({ domainId: row.id, verified })}
      />
    </AlertDialog>
  );
}
