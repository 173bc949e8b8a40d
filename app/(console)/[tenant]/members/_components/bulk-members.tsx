'use client';
import { useQueryClient } from '@tanstack/react-query';
import { ShieldCheck, UserMinus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { MemberOut } from '#server/members/schema.ts';
import type { Membership } from './own-membership.ts';
import { RoleField } from './role-field.tsx';
import { useBeyond, useRoles } from './use-roles.ts';

type BulkMembersProps = { members: readonly MemberOut[]; me: Membership; onDone: () => void };

/** For the ticked members: another role, or out of the tenant. */
export function BulkMembers(props: BulkMembersProps) {
  const t = useTranslations('members.actions');
  const [asking, setAsking] = useState<'role' | 'remove' | null>(null);
  const close = () => setAsking(null);
  return (
    <>
      <Can permission="member:update">
        <Button size="sm" onClick={() => setAsking('role')}>
          <ShieldCheck aria-hidden className="size-3.5" />
          {t('changeRole')}
        </Button>
      </Can>
      <Can permission="member:remove">
        <Button size="sm" variant="danger-quiet" onClick={() => setAsking('remove')}>
          <UserMinus aria-hidden className="size-3.5" />
          {t('remove')}
        </Button>
      </Can>
      {asking === 'role' ? <BulkRole {...props} onClose={close} /> : null}
      {asking === 'remove' ? <BulkRemove {...props} onClose={close} /> : null}
    </>
  );
}

const nameOf = (member: MemberOut) => member.name;
const roleOf = ({ role, roleId }: { role: string; roleId: string | null }) => roleId ?? role;

function useAfter(members: readonly MemberOut[], me: Membership): () => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return () => {
    void queries.invalidateQueries(trpc.members.pathFilter());
    void queries.invalidateQueries(trpc.roles.pathFilter());
    // The frame around the page shows what the reader may do.
    if (members.some((member) => member.id === me.memberId)) router.refresh();
  };
}

function BulkRole({ members, me, onClose, onDone }: BulkMembersProps & { onClose: () => void }) {
  const t = useTranslations('members');
  const client = useTRPCClient();
  const [role, setRole] = useState('viewer');
  const beyond = useBeyond(me.role);
  const roleName = useRoles().find(({ id }) => id === role)?.name ?? role;
  const onEnd = useAfter(members, me);
  const whyNot = (member: MemberOut): string | null => {
    return roleOf(member) === role ? t('bulk.same', { role: roleName }) : beyond(roleOf(member));
  };
  return (
    <BulkDialog
      title={t('bulk.roleTitle', { count: members.length })}
      description={t('change.body')}
      targets={members.filter((member) => whyNot(member) === null)}
      leftAlone={members.flatMap((target) => {
        const reason = whyNot(target);
        return reason ? [{ target, reason }] : [];
      })}
      nameOf={nameOf}
      action={t('change.action')}
      work={({ id }) => client.members.changeRole.mutate({ memberId: id, role })}
      onEnd={onEnd}
      onClose={onClose}
      onDone={onDone}
    >
      <RoleField label={t('change.role')} value={role} own={me.role} onChange={setRole} />
      {role !== roleOf(me) && members.some((member) => member.id === me.memberId) ? (
        <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">{t('change.own')}</p>
      ) : null}
    </BulkDialog>
  );
}

function BulkRemove({ members, me, onClose, onDone }: BulkMembersProps & { onClose: () => void }) {
  const t = useTranslations('members');
  const client = useTRPCClient();
  const onEnd = useAfter(members, me);
  const beyond = useBeyond(me.role);
  const whyNot = (member: MemberOut): string | null => {
    if (member.id === me.memberId) return t('bulk.yourself');
    return beyond(roleOf(member));
  };
  const targets = members.filter((member) => whyNot(member) === null);
  const count = targets.length;
  return (
    <BulkDialog
      title={t('bulk.removeTitle', { count })}
      targets={targets}
      leftAlone={members.flatMap((target) => {
        const reason = whyNot(target);
        return reason ? [{ target, reason }] : [];
      })}
      nameOf={nameOf}
      action={t('remove.action')}
      destroy={{
        phrase: t('bulk.removePhrase', { count }),
        consequences: [t('bulk.access'), t('bulk.keys'), t('bulk.history')],
      }}
      work={({ id }) => client.members.remove.mutate({ memberId: id })}
      onEnd={onEnd}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
