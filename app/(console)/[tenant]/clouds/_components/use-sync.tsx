'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { CloudAccount, SyncCounts } from './cloud-list.ts';

/** Reads users and projects from the cloud and says what is new, with the way to it. */
export function useSync(account: CloudAccount) {
  const t = useTranslations('clouds.syncDone');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const onError = useToastProblem();
  const { slug } = useTenant();
  const sync = useMutation(trpc.iam.sync.mutationOptions());
  const tell = (counts: SyncCounts) => {
    const { added, changed, missing } = counts;
    const quiet = added + changed + missing === 0;
    toast.success(t('title', { name: account.name }), {
      description: quiet ? t('nothing', counts) : t('counts', counts),
      ...(added > 0
        ? {
            duration: 10_000,
            action: {
              label: t('review'),
              onClick: () => router.push(`/${slug}/clouds/${account.id}#users`),
            },
          }
        : {}),
    });
  };
  const run = async () => {
    try {
      tell(await sync.mutateAsync({ cloudAccountId: account.id }));
    } catch (error) {
      onError(error);
    }
    await Promise.all(
      [trpc.clouds.pathFilter(), trpc.iam.pathFilter(), trpc.projects.pathFilter()].map((filter) =>
        queries.invalidateQueries(filter),
      ),
    );
  };
  return { run, pending: sync.isPending };
}
