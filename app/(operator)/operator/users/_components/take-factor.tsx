'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { Person } from './user-table.ts';

/** For somebody who has lost their phone and their recovery codes. */
export function TakeFactor({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTranslations('operator.users.factor');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { name, email } = person;
  const take = useMutation(
    trpc.platform.takeSecondFactor.mutationOptions({
      onSuccess: () => toast.success(t('done', { name })),
      onError: useToastProblem(),
      onSettled: () => queries.invalidateQueries(trpc.platform.pathFilter()),
    }),
  );
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent
        title={t('ask', { name })}
        description={t('body', { email })}
        action={t('action')}
        onAction={() => take.mutate({ userId: person.id })}
      />
    </AlertDialog>
  );
}
