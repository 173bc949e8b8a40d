'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import type { Membership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { useBeyond } from '#app/(console)/[tenant]/members/_components/use-roles.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { RoleOut } from '#server/roles/schema.ts';

/** So many are named; the others are counted. */
const NAMED = 5;

type DeleteRoleProps = {
  role: RoleOut;
  roles: readonly RoleOut[];
  me: Membership;
  onClose: () => void;
  /** After it is gone. */
  onDeleted?: () => void;
};

/** Says what goes and whom it concerns, and asks which role its people get instead. */
export function DeleteRole({ role, roles, me, onClose, onDeleted }: DeleteRoleProps) {
  const t = useTranslations('roles.remove');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const beyond = useBeyond(me.role);
  const { id: roleId, name, members, invitations } = role;
  const inUse = members + invitations > 0;
  const [moveTo, setMoveTo] = useState('');
  const names = useHolderNames(role);
  const remove = useMutation(
    trpc.roles.delete.mutationOptions({
      onSuccess: async () => {
        toast.success(t('done', { name }));
        onClose();
        onDeleted?.();
        await Promise.all([
          queries.invalidateQueries(trpc.roles.pathFilter()),
          queries.invalidateQueries(trpc.members.pathFilter()),
        ]);
      },
      // Somebody may have been given it meanwhile.
      onError: () => queries.invalidateQueries(trpc.roles.pathFilter()),
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      name={name}
      consequences={[
        t('role', { name, count: role.permissions.length }),
        ...(members > 0 ? [t('people', { count: members, names })] : []),
        ...(invitations > 0 ? [t('invitations', { count: invitations })] : []),
        ...(inUse ? [] : [t('free')]),
      ]}
      action={t('action')}
      ready={!inUse || moveTo !== ''}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ roleId, ...(inUse ? { moveTo } : {}) })}
      error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
    >
      {inUse ? (
        <FormField label={t('moveTo')} required>
          <Select
            value={moveTo}
            onValueChange={setMoveTo}
            options={roles
              .filter(({ id }) => id !== roleId)
              .map(({ id, name: label }) => {
                const why = beyond(id);
                return { value: id, label, disabled: why !== null, ...(why ? { hint: why } : {}) };
              })}
          />
        </FormField>
      ) : null}
    </ConfirmDestroy>
  );
}

/** "Mei, Han and 3 others". */
function useHolderNames({ id, members }: RoleOut): string {
  const t = useTranslations('roles.remove');
  const locale = useLocale();
  const trpc = useTRPC();
  const first = { role: id, limit: NAMED };
  const list = useQuery(trpc.members.list.queryOptions(first, { enabled: members > 0 })).data;
  if (!list) return '…';
  const named = list.items.map(({ name }) => name);
  const others = members - named.length;
  const parts = others > 0 ? [...named, t('others', { count: others })] : named;
  return new Intl.ListFormat(locale).format(parts);
}
