'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { Person } from './user-table.ts';

type PersonChangeProps = { person: Person; onClose: () => void };

/** Shuts somebody out of every tenant, after their address is typed. */
export function DisableUser({ person, onClose }: PersonChangeProps) {
  const t = useTranslations('operator.users.disable');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { name, email } = person;
  const disable = useMutation(
    trpc.platform.setUserDisabled.mutationOptions({
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
      name={email}
      consequences={[t('sessions', { email }), t('keys', { name }), t('back')]}
      action={t('verb')}
      irreversible={false}
      pending={disable.isPending}
      onConfirm={() => disable.mutate({ userId: person.id, disabled: true })}
      error={disable.isError ? <ProblemPanel error={disable.error} /> : null}
    />
  );
}

/** Lets them in again. */
export function EnableUser({ person, onClose }: PersonChangeProps) {
  const t = useTranslations('operator.users.enable');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const { name, email } = person;
  const enable = useMutation(
    trpc.platform.setUserDisabled.mutationOptions({
      onSuccess: () => toast.success(t('done', { name })),
      onError,
      onSettled: () => queries.invalidateQueries(trpc.platform.pathFilter()),
    }),
  );
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent
        title={t('title', { name })}
        description={t('body', { email })}
        action={t('verb')}
        onAction={() => enable.mutate({ userId: person.id, disabled: false })}
      />
    </AlertDialog>
  );
}
