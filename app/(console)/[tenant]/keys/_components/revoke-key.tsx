'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ApiKey } from './key-table.ts';

export function RevokeKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useTranslations('keys.revoke');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { name, hint } = apiKey;
  const revoke = useMutation(
    trpc.keys.revoke.mutationOptions({
      onSuccess: async () => {
        toast.success(t('done', { name }));
        onClose();
        await queries.invalidateQueries(trpc.keys.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      name={name}
      consequences={[t('stops', { hint }), t('callers'), t('history')]}
      action={t('action')}
      pending={revoke.isPending}
      onConfirm={() => revoke.mutate({ keyId: apiKey.id })}
      error={revoke.isError ? <ProblemPanel error={revoke.error} /> : null}
    />
  );
}
