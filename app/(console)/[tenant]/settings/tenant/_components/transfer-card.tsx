'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useTenantChange } from './use-tenant-change.ts';

const OfferDialog = lateComponent(() => import('./offer-dialog.tsx').then((m) => m.OfferDialog));

type Party = { memberId: string; name: string; email: string };
type Transfer = { id: string; from: Party; to: Party; expiresAt: string };

/** Whose the tenant is, and an offer that waits for its answer. */
export function TransferCard({ memberId }: { memberId: string }) {
  const trpc = useTRPC();
  const open = useQuery(trpc.tenant.transfer.queryOptions({}));
  if (open.isError && !open.data) {
    return (
      <ProblemPanel error={open.error} onRetry={() => void open.refetch()} retrying={open.isRefetching} />
    );
  }
  if (!open.data) return <Skeleton className="h-16 w-full rounded-lg" />;
  const { transfer } = open.data;
  if (!transfer) return <NoOffer memberId={memberId} />;
  return transfer.to.memberId === memberId ? (
    <Received transfer={transfer} />
  ) : (
    <Waiting transfer={transfer} />
  );
}

function NoOffer({ memberId }: { memberId: string }) {
  const t = useTranslations('tenant.transfer');
  const allowed = useCan('tenant:transfer');
  const [asking, setAsking] = useState(false);
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-60 flex-1 text-pretty text-sm text-soft">
          {allowed ? t('offerBody') : t('owners')}
        </p>
        <Button disabled={!allowed} onClick={() => setAsking(true)}>
          {t('offer')}
        </Button>
      </CardBody>
      {asking ? <OfferDialog memberId={memberId} onClose={() => setAsking(false)} /> : null}
    </Card>
  );
}

function Waiting({ transfer }: { transfer: Transfer }) {
  const t = useTranslations('tenant.transfer');
  const allowed = useCan('tenant:transfer');
  const trpc = useTRPC();
  const changed = useTenantChange();
  const onError = useToastProblem();
  const withdraw = useMutation(
    trpc.tenant.withdrawTransfer.mutationOptions({
      onSuccess: () => toast.success(t('withdrawn')),
      onError,
      onSettled: changed,
    }),
  );
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-60 flex-1 text-pretty text-sm">
          {t.rich('waiting', {
            to: transfer.to.name,
            from: transfer.from.name,
            time: () => <Moment time={transfer.expiresAt} />,
          })}
        </p>
        <Button
          disabled={!allowed}
          pending={withdraw.isPending}
          onClick={() => withdraw.mutate({ transferId: transfer.id })}
        >
          {t('withdraw')}
        </Button>
      </CardBody>
    </Card>
  );
}

function Received({ transfer }: { transfer: Transfer }) {
  const t = useTranslations('tenant.transfer');
  const trpc = useTRPC();
  const { name: tenant } = useTenant();
  const changed = useTenantChange();
  const onError = useToastProblem();
  const [sure, setSure] = useState(false);
  const after = { onError, onSettled: changed };
  const accept = useMutation(
    trpc.tenant.acceptTransfer.mutationOptions({
      onSuccess: () => toast.success(t('accepted', { tenant })),
      ...after,
    }),
  );
  const decline = useMutation(
    trpc.tenant.declineTransfer.mutationOptions({ onSuccess: () => toast.success(t('declined')), ...after }),
  );
  const from = transfer.from.name;
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-60 flex-1 text-pretty text-sm">
          <p className="font-medium text-ink">{t('received', { from, tenant })}</p>
          <p className="text-soft">
            {t.rich('receivedBody', { from, time: () => <Moment time={transfer.expiresAt} /> })}
          </p>
        </div>
        <span className="flex flex-wrap gap-2">
          <Button pending={decline.isPending} onClick={() => decline.mutate({ transferId: transfer.id })}>
            {t('decline')}
          </Button>
          <Button variant="primary" pending={accept.isPending} onClick={() => setSure(true)}>
            {t('accept')}
          </Button>
        </span>
      </CardBody>
      <AlertDialog open={sure} onOpenChange={setSure}>
        <AlertDialogContent
          title={t('acceptTitle', { tenant })}
          description={t('acceptBody', { from })}
          action={t('accept')}
          onAction={() => accept.mutate({ transferId: transfer.id })}
        />
      </AlertDialog>
    </Card>
  );
}
