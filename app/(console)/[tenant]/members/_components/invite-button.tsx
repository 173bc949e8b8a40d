'use client';
import { UserPlus, UsersRound } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { RoleName } from '#lib/permissions.ts';

const InviteMany = dynamic(() => import('./invite-many.tsx').then((m) => m.InviteMany), { ssr: false });
const InviteDialog = dynamic(() => import('./invite-dialog.tsx').then((m) => m.InviteDialog), { ssr: false });

/** The buttons that invite: one person, or a list. */
export function InviteButton({ own }: { own: RoleName }) {
  const t = useTranslations('members');
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const [many, setMany] = useState(false);
  const invite = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Can permission="member:invite">
        <Button onClick={() => setMany(true)}>
          <UsersRound aria-hidden />
          {t('actions.inviteMany')}
        </Button>
        <Button variant="primary" onClick={invite}>
          <UserPlus aria-hidden />
          {t('actions.invite')}
        </Button>
      </Can>
      {many ? <InviteMany own={own} onClose={() => setMany(false)} /> : null}
      {asked ? <InviteDialog own={own} open={open} onOpenChange={setOpen} /> : null}
    </>
  );
}
