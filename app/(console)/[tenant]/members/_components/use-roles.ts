'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan, useHeld } from '#components/can.tsx';
import { roles as builtIns, type RoleName } from '#lib/permissions.ts';

/** The roles of the tenant, from the server; until they are there, nothing. */
export function useRoles() {
  const trpc = useTRPC();
  const enabled = useCan('member:read');
  return useQuery(trpc.roles.list.queryOptions(undefined, { enabled, staleTime: 30_000 })).data?.items ?? [];
}

/** To filter by: the built-in roles at once, the tenant's own as soon as they are known. */
export function useRoleOptions() {
  const names = useTranslations('members.roles');
  const own = useRoles().filter(({ builtIn }) => !builtIn);
  return [
    ...builtIns.map((value) => ({ value: value as string, label: names(value) })),
    ...own.map(({ id, name }) => ({ value: id, label: name })),
  ];
}

/** Why the reader may not give or take a role, in words; null where they may. A role not yet known is left to the server. */
export function useBeyond(own: RoleName): (roleId: string) => string | null {
  const t = useTranslations('members');
  const held = useHeld();
  const roles = useRoles();
  return (roleId) => {
    if (roleId === 'owner' && own !== 'owner') return t('ownerOnly');
    const permissions = roles.find(({ id }) => id === roleId)?.permissions ?? [];
    return permissions.every((permission) => held.has(permission)) ? null : t('above');
  };
}
