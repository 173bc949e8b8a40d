'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useClock } from '#components/clock.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import { formatDate } from '#lib/i18n/format.ts';
import type { TenantRow } from './tenant-table.ts';

type TenantChangeProps = { tenant: TenantRow; onClose: () => void };

/** Deletes a tenant after its address is typed, with a count of what would go. */
export function DeleteTenant({ tenant, onClose }: TenantChangeProps) {
  const t = useTranslations('operator.tenants');
  const locale = useLocale();
  const { timeZone } = useClock();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: tenantId, name, slug } = tenant;
  const preview = useQuery(trpc.platform.previewTenantDeletion.queryOptions({ tenantId }));
  const remove = useMutation(
    trpc.platform.deleteTenant.mutationOptions({
      onSuccess: async () => {
        toast.success(t('delete.done', { name }));
        onClose();
        await queries.invalidateQueries(trpc.platform.pathFilter());
      },
    }),
  );
  const { data } = preview;
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('delete.title', { name })}
      name={slug}
      consequences={[
        t('delete.doors'),
        t('delete.clouds'),
        data ? t('purged.counts', data.counts) : t('counting'),
        ...(data ? [t('delete.purge', { until: formatDate(locale, data.purgeAt, timeZone, 'minute') })] : []),
      ]}
      action={t('delete.action')}
      irreversible={false}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ tenantId, slug })}
      error={
        remove.isError || preview.isError ? <ProblemPanel error={remove.error ?? preview.error} /> : null
      }
    />
  );
}

/** Opens a deleted tenant again. */
export function RestoreTenant({ tenant, onClose }: TenantChangeProps) {
  const t = useTranslations('operator.tenants.restore');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const { name } = tenant;
  const restore = useMutation(
    trpc.platform.restoreTenant.mutationOptions({
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
        onAction={() => restore.mutate({ tenantId: tenant.id })}
      />
    </AlertDialog>
  );
}
