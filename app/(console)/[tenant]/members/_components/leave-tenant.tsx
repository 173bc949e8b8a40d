'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { useKeysChoice } from './keys-choice.tsx';

type LeaveTenantProps = { member: { id: string; name: string }; onClose: () => void };

/** The reader's own way out. */
export function LeaveTenant({ member, onClose }: LeaveTenantProps) {
  const t = useTranslations('members.leave');
  const trpc = useTRPC();
  const { name } = useTenant();
  const keys = useKeysChoice({ ...member, own: true });
  const leave = useMutation(
    trpc.members.leave.mutationOptions({
      // A whole new page, since nothing that this one remembers may be seen any more.
      onSuccess: () => window.location.assign('/'),
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { tenant: name })}
      name={name}
      consequences={[t('access'), t('back'), t('keys')]}
      action={t('action')}
      irreversible={false}
      ready={keys.ready}
      pending={leave.isPending || leave.isSuccess}
      onConfirm={() => leave.mutate(keys.input)}
      error={leave.isError ? <ProblemPanel error={leave.error} /> : null}
    >
      {keys.field}
    </ConfirmDestroy>
  );
}
