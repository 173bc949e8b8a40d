'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { MemberOut } from '#server/members/schema.ts';
import { useKeysChoice } from './keys-choice.tsx';

export function RemoveMember({ member, onClose }: { member: MemberOut; onClose: () => void }) {
  const t = useTranslations('members.remove');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { name, email } = member;
  const keys = useKeysChoice(member);
  const remove = useMutation(
    trpc.members.remove.mutationOptions({
      onSuccess: async () => {
        toast.success(t('done', { name }));
        onClose();
        void queries.invalidateQueries(trpc.keys.pathFilter());
        await queries.invalidateQueries(trpc.members.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      name={email}
      consequences={[t('access', { email }), t('keys', { name }), t('history', { name })]}
      action={t('action')}
      irreversible={false}
      ready={keys.ready}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ memberId: member.id, ...keys.input })}
      error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
    >
      {keys.field}
    </ConfirmDestroy>
  );
}
