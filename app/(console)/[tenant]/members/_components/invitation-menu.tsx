'use client';
import { Ellipsis, MailX, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { InvitationOut } from '#server/members/schema.ts';
import { ReasonedItem } from './reasoned-item.tsx';

type InvitationMenuProps = {
  invitation: InvitationOut;
  resending: boolean;
  onResend: () => void;
  onRevoke: () => void;
};

export function InvitationMenu({ invitation, resending, onResend, onRevoke }: InvitationMenuProps) {
  const t = useTranslations('members.invitations');
  const table = useTranslations('table');
  const reason = useTranslations('common')('notAllowed');
  const why = useCan('member:invite') ? null : reason;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          pending={resending}
          aria-label={table('rowActions', { name: invitation.email })}
        >
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-70">
        <ReasonedItem icon={<Send />} why={why} onSelect={onResend}>
          {t('resend')}
        </ReasonedItem>
        <DropdownMenuSeparator />
        <ReasonedItem icon={<MailX />} why={why} danger onSelect={onRevoke}>
          {t('revoke')}
        </ReasonedItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
