'use client';
import { useQuery } from '@tanstack/react-query';
import { ShieldPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import type { Membership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import type { RoleOut } from '#server/roles/schema.ts';
import { CustomRoles } from './custom-roles.tsx';
import { DeleteRole } from './delete-role.tsx';
import { NewRoleLink } from './new-role-link.tsx';
import { RoleCards } from './role-cards.tsx';
import { RoleMatrix } from './role-matrix.tsx';
import { RolesWaiting } from './roles-waiting.tsx';

/** What each role is for, the tenant's own among them, and every permission against all of them. */
export function RolesView({ me }: { me: Membership }) {
  const t = useTranslations('roles');
  const trpc = useTRPC();
  const list = useQuery(trpc.roles.list.queryOptions());
  const [deleting, setDeleting] = useState<RoleOut | null>(null);
  if (!list.data) {
    return list.isError ? (
      <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
    ) : (
      <RolesWaiting />
    );
  }
  const { items } = list.data;
  const own = me.roleId ?? me.role;
  const custom = items.filter(({ builtIn }) => !builtIn);
  return (
    <>
      <RoleCards roles={items.filter(({ builtIn }) => builtIn)} own={own} />
      <Section title={t('custom.title')} description={t('custom.body')}>
        {custom.length > 0 ? (
          <CustomRoles roles={custom} me={me} onDelete={setDeleting} />
        ) : (
          <EmptyState
            icon={<ShieldPlus />}
            title={t('custom.emptyTitle')}
            action={<NewRoleLink />}
            className="rounded-lg border border-line border-dashed py-8 print:hidden"
          >
            {t('custom.emptyBody')}
          </EmptyState>
        )}
      </Section>
      <Section title={t('matrix')}>
        <RoleMatrix roles={items} own={own} />
      </Section>
      {deleting ? (
        <DeleteRole role={deleting} roles={items} me={me} onClose={() => setDeleting(null)} />
      ) : null}
    </>
  );
}
