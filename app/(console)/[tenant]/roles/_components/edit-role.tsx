'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { Membership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { RoleOut } from '#server/roles/schema.ts';
import { closestBuiltIn } from './closest-role.ts';
import { DeleteRole } from './delete-role.tsx';
import { HoldersLink } from './holders-link.tsx';
import { RoleForm, type RoleWish } from './role-form.tsx';

type EditRoleProps = { roleId: string; me: Membership };

/** One custom role: its words, its permissions, and the way to delete it. */
export function EditRole({ roleId, me }: EditRoleProps) {
  const t = useTranslations('roles');
  const trpc = useTRPC();
  const { slug } = useTenant();
  const list = useQuery(trpc.roles.list.queryOptions());
  if (list.isError) return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton className="h-140 w-full rounded-lg" />;
  const role = list.data.items.find(({ id, builtIn }) => id === roleId && !builtIn);
  if (role) return <KnownRole key={role.updatedAt} role={role} roles={list.data.items} me={me} />;
  return (
    <EmptyState
      title={t('form.notFound')}
      action={
        <Button asChild>
          <Link href={`/${slug}/roles`}>{t('title')}</Link>
        </Button>
      }
    />
  );
}

function KnownRole({ role, roles, me }: { role: RoleOut; roles: readonly RoleOut[]; me: Membership }) {
  const t = useTranslations('roles');
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const home = `/${useTenant().slug}/roles`;
  const [deleting, setDeleting] = useState(false);
  const update = useMutation(trpc.roles.update.mutationOptions());
  const { id: roleId, name, description, permissions } = role;
  const submit = async (wish: RoleWish) => {
    const saved = await update.mutateAsync({ roleId, ...wish });
    toast.success(t('form.saved', { name: saved.name }));
    router.push(home);
    await queries.invalidateQueries(trpc.roles.pathFilter());
    void queries.invalidateQueries(trpc.members.pathFilter());
    // The frame around the page shows what the reader may do.
    if (roleId === me.roleId) router.refresh();
  };
  return (
    <>
      <PageChrome crumbs={useMemo(() => [{ label: name }], [name])} />
      <PageHeader
        title={name}
        description={t('form.description')}
        meta={
          <>
            <HoldersLink role={role} />
            {role.invitations > 0 ? (
              <span>{t('custom.invitations', { count: role.invitations })}</span>
            ) : null}
          </>
        }
        actions={
          <Can permission="role:update">
            <Button variant="danger-quiet" onClick={() => setDeleting(true)}>
              <Trash2 aria-hidden />
              {t('custom.delete')}
            </Button>
          </Can>
        }
      />
      <RoleForm
        roles={roles.filter(({ id }) => id !== roleId)}
        base={closestBuiltIn(permissions)}
        values={{ name, description, permissions: [...permissions] }}
        holders={role.members}
        home={home}
        onSubmit={submit}
      />
      {deleting ? (
        <DeleteRole
          role={role}
          roles={roles}
          me={me}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(home)}
        />
      ) : null}
    </>
  );
}
