'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { useRefresh } from './use-refresh.ts';

/** Protects from automatic cut-offs, or no longer, with a way back. */
export function useProtect() {
  const t = useTranslations('subAccounts.done');
  const undoWord = useTranslations('common.actions')('undo');
  const trpc = useTRPC();
  const refresh = useRefresh();
  const onError = useToastProblem();
  const update = useMutation(trpc.iam.update.mutationOptions());
  const protect = async (account: Pick<SubAccountOut, 'id' | 'userName'>, on: boolean, undoable = true) => {
    try {
      await update.mutateAsync({ subAccountId: account.id, protected: on });
      const undo = { label: undoWord, onClick: () => void protect(account, !on, false) };
      toast.success(t(on ? 'protected' : 'unprotected', { name: account.userName }), {
        ...(undoable ? { action: undo } : {}),
      });
    } catch (error) {
      onError(error);
    }
    await refresh();
  };
  return { protect, pending: update.isPending };
}
