'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';

type User = { id: string; userName: string };

/** Takes users of the cloud under management, and leads on to their quota. */
export function useImport() {
  const t = useTranslations('clouds.import');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const onError = useToastProblem();
  const { slug } = useTenant();
  const take = useMutation(trpc.iam.import.mutationOptions());
  const run = async (users: readonly User[]) => {
    const [first] = users;
    if (!first) return;
    try {
      const { imported } = await take.mutateAsync({ subAccountIds: users.map((user) => user.id) });
      const href = users.length === 1 ? `/${slug}/sub-accounts/${first.id}` : `/${slug}/sub-accounts`;
      toast.success(t('done', { count: imported }), {
        description: t('hint'),
        duration: 10_000,
        action: { label: t('open'), onClick: () => router.push(href) },
      });
    } catch (error) {
      onError(error);
    }
    await Promise.all([
      queries.invalidateQueries(trpc.iam.pathFilter()),
      queries.invalidateQueries(trpc.clouds.pathFilter()),
    ]);
  };
  return { run, pending: take.isPending };
}
