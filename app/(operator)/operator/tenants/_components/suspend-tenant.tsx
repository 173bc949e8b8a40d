'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { TenantRow } from './tenant-table.ts';

type TenantChangeProps = { tenant: TenantRow; onClose: () => void };

/** Shuts a tenant's doors, after its address is typed. */
export function SuspendTenant({ tenant, onClose }: TenantChangeProps) {
  const t = useTranslations('operator.tenants.suspend');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { name, slug } = tenant;
  const suspend = useMutation(
    trpc.platform.suspendTenant.mutationOptions({
      onSuccess: async () => {
        toast.success(t('done', { name }));
        onClose();
        await queries.invalidateQueries(trpc.platform.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      name={slug}
      consequences={[t('people'), t('running'), t('data')]}
      action={t('action')}
      irreversible={false}
      pending={suspend.isPending}
      onConfirm={() => suspend.mutate({ tenantId: tenant.id })}
      error={suspend.isError ? <ProblemPanel error={suspend.error} /> : null}
    />
  );
}

/** Opens them again. */
export function ReactivateTenant({ tenant, onClose }: TenantChangeProps) {
  const t = useTranslations('operator.tenants.reactivate');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const { name } = tenant;
  const reactivate = useMutation(
    trpc.platform.reactivateTenant.mutationOptions({
      onSuccess: () => toast.success(t('done', { name })),
      onError,
      onSettled: () => queries.invalidateQueries(trpc.platform.pathFilter()),
    }),
  );
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent
        title={t('title', { name })}
        description={t('body')}
        action={t('action')}
        onAction={() => reactivate.mutate({ tenantId: tenant.id })}
      />
    </AlertDialog>
  );
}
