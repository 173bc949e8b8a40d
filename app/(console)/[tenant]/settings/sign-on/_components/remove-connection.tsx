'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useSsoChange } from './use-sso-change.ts';

/** Takes the connection away, after the tenant's address is typed. */
export function RemoveConnection({ people }: { people: number }) {
  const t = useTranslations('sso.remove');
  const trpc = useTRPC();
  const changed = useSsoChange();
  const { slug } = useTenant();
  const [open, setOpen] = useState(false);
  const remove = useMutation(
    trpc.sso.remove.mutationOptions({
      onSuccess: async () => {
        toast.success(t('done'));
        setOpen(false);
        await changed();
      },
    }),
  );
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-medium text-ink text-sm">{t('title')}</h2>
          <p className="text-pretty text-sm text-soft">{t('body')}</p>
        </div>
        <Can permission="sso:update">
          <Button variant="danger-quiet" onClick={() => setOpen(true)}>
            {t('action')}
          </Button>
        </Can>
      </CardBody>
      <ConfirmDestroy
        open={open}
        onOpenChange={setOpen}
        title={t('title')}
        name={slug}
        consequences={[...(people > 0 ? [t('people', { count: people })] : []), t('password'), t('domains')]}
        action={t('title')}
        pending={remove.isPending}
        onConfirm={() => remove.mutate({ confirm: slug })}
        error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
      />
    </Card>
  );
}
