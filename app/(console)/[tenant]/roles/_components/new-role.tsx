'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useHeld } from '#components/can.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast.tsx';
import { ownerOnly } from '#lib/permissions.ts';
import { RoleForm, type RoleWish } from './role-form.tsx';

/** Makes a role, beginning with the permissions of another one as far as the reader holds them. */
export function NewRole({ from }: { from: string }) {
  const t = useTranslations('roles.form');
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const home = `/${useTenant().slug}/roles`;
  const held = useHeld();
  const list = useQuery(trpc.roles.list.queryOptions());
  const create = useMutation(trpc.roles.create.mutationOptions());
  const submit = async (wish: RoleWish) => {
    const { name } = await create.mutateAsync(wish);
    await queries.invalidateQueries(trpc.roles.pathFilter());
    toast.success(t('created', { name }));
    router.push(home);
  };
  const title = t('newTitle');
  const crumbs = <PageChrome crumbs={useMemo(() => [{ label: title }], [title])} />;
  if (list.isError) return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />;
  const roles = list.data?.items ?? [];
  const base = roles.find(({ id }) => id === from) ?? roles.find(({ id }) => id === 'viewer');
  if (!base) return <Skeleton className="h-140 w-full rounded-lg" />;
  const permissions = base.permissions.filter((each) => held.has(each) && !ownerOnly.includes(each));
  return (
    <>
      {crumbs}
      <RoleForm
        roles={roles}
        base={base.id}
        values={{ name: '', description: '', permissions }}
        isNew
        home={home}
        onSubmit={submit}
      />
    </>
  );
}
