'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { MemberOut } from '#server/members/schema.ts';
import type { Membership } from './own-membership.ts';
import { RoleField } from './role-field.tsx';

type ChangeRoleDialogProps = { member: MemberOut; me: Membership; onClose: () => void };

export function ChangeRoleDialog({ member, me, onClose }: ChangeRoleDialogProps) {
  const t = useTranslations('members.change');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const current = member.roleId ?? member.role;
  const [role, setRole] = useState(current);
  const own = member.id === me.memberId;
  const change = useMutation(
    trpc.members.changeRole.mutationOptions({
      onSuccess: async ({ roleName }) => {
        toast.success(t('done', { name: member.name, role: roleName }));
        onClose();
        await queries.invalidateQueries(trpc.members.pathFilter());
        void queries.invalidateQueries(trpc.roles.pathFilter());
        // The frame around the page shows what the reader may do.
        if (own) router.refresh();
      },
    }),
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('title', { name: member.name })}
        description={t('body')}
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            <Button
              variant="primary"
              disabled={role === current}
              pending={change.isPending}
              onClick={() => change.mutate({ memberId: member.id, role })}
            >
              {t('action')}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          <RoleField label={t('role')} value={role} own={me.role} onChange={setRole} />
          {own && role !== current ? (
            <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">{t('own')}</p>
          ) : null}
          {change.isError ? <ProblemPanel error={change.error} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
