'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SettingList } from './setting-list.tsx';

/** This tenant's settings, its own values before the platform's. */
export function TenantSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { currency } = useTenant();
  const list = useQuery(trpc.settings.list.queryOptions({}));
  const refresh = { onSettled: () => queries.invalidateQueries(trpc.settings.pathFilter()) };
  const set = useMutation(trpc.settings.set.mutationOptions(refresh));
  const reset = useMutation(trpc.settings.reset.mutationOptions(refresh));
  if (list.data) {
    return (
      <SettingList
        items={list.data.items}
        currency={currency}
        owner="tenant"
        headingLevel={3}
        permission="setting:update"
        onSet={async (key, value) => void (await set.mutateAsync({ key, value }))}
        onReset={async (key) => void (await reset.mutateAsync({ key }))}
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
