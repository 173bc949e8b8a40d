'use client';
import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { RoleName } from '#lib/permissions.ts';

const InviteDialog = dynamic(() => import('./invite-dialog.tsx').then((m) => m.InviteDialog), { ssr: false });

/** The button that invites. */
export function InviteButton({ own }: { own: RoleName }) {
  const t = useTranslations('members');
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const invite = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Can permission="member:invite">
        <Button variant="primary" onClick={invite}>
          <UserPlus aria-hidden />
          {t('actions.invite')}
        </Button>
      </Can>
      {asked ? <InviteDialog own={own} open={open} onOpenChange={setOpen} /> : null}
    </>
  );
}
