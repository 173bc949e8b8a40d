'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { SettingList } from '#app/(console)/[tenant]/settings/_components/setting-list.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** The values that hold in every tenant without one of its own. */
export function PlatformSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useQuery(trpc.settings.listPlatform.queryOptions({}));
  const set = useMutation(
    trpc.settings.setPlatform.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.settings.pathFilter()),
    }),
  );
  const store = async (key: string, value: unknown) => void (await set.mutateAsync({ key, value }));
  if (list.data) {
    return (
      <SettingList
        items={list.data.items}
        currency={null}
        owner="platform"
        headingLevel={2}
        permission="platform:settings"
        onSet={store}
        onReset={(key) => store(key, null)}
      />
    );
  }
  if (list.isError) {
    return (
      <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
    );
  }
  return <Skeleton className="h-110 w-full rounded-lg" />;
}
