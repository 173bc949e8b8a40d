'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { formatDate } from '#lib/i18n/format.ts';
import { useCountLines } from './use-count-lines.ts';

/** The way to the end, which begins with a look at what goes. */
export function DeleteCard() {
  const t = useTranslations('tenant.deletion');
  const allowed = useCan('tenant:delete');
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-60 flex-1 text-pretty text-sm text-soft">{allowed ? t('doors') : t('owners')}</p>
        <Button variant="danger-quiet" disabled={!allowed} onClick={() => setOpen(true)}>
          {t('action')}
        </Button>
      </CardBody>
      {open ? <DeleteDialog onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('tenant.deletion');
  const locale = useLocale();
  const trpc = useTRPC();
  const { name, slug, timeZone } = useTenant();
  const preview = useQuery(trpc.tenant.previewDeletion.queryOptions({}));
  const lines = useCountLines();
  const remove = useMutation(
    trpc.tenant.delete.mutationOptions({
      // A whole new page: every door of this one is shut.
      onSuccess: () => window.location.assign(`/deleted?tenant=${slug}`),
    }),
  );
  const { data } = preview;
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('dialog', { tenant: name })}
      name={slug}
      irreversible={false}
      consequences={[
        t('doors'),
        t('clouds'),
        data ? (
          <span key="counts">
            {t('until', { until: formatDate(locale, data.purgeAt, timeZone, 'minute') })}{' '}
            <span className="text-ink tabular-nums">{lines(data.counts)}</span>
          </span>
        ) : (
          t('counting')
        ),
      ]}
      action={t('action')}
      pending={remove.isPending || remove.isSuccess}
      onConfirm={() => remove.mutate({ slug })}
      error={
        remove.isError || preview.isError ? <ProblemPanel error={remove.error ?? preview.error} /> : null
      }
    />
  );
}
