'use client';
import { CircleQuestionMark, Copy, Ellipsis, LogOut, ShieldCheck, UserMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { MemberOut } from '#server/members/schema.ts';
import type { Membership } from './own-membership.ts';
import { ReasonedItem } from './reasoned-item.tsx';
import { useBeyond } from './use-roles.ts';

type MemberMenuProps = {
  member: MemberOut;
  me: Membership;
  onChangeRole: () => void;
  onExplain: () => void;
  onRemove: () => void;
  onLeave: () => void;
};

export function MemberMenu({ member, me, onChangeRole, onExplain, onRemove, onLeave }: MemberMenuProps) {
  const t = useTranslations('members');
  const explain = useTranslations('roles.explain');
  const common = useTranslations('common');
  const table = useTranslations('table');
  const [mayUpdate, mayRemove] = [useCan('member:update'), useCan('member:remove')];
  const above = useBeyond(me.role)(member.roleId ?? member.role);
  const shut = (allowed: boolean) => (allowed ? above : common('notAllowed'));
  const copy = () =>
    navigator.clipboard.writeText(member.email).then(
      () => toast.success(common('actions.copied')),
      () => toast.error(common('copyFailed')),
    );
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={table('rowActions', { name: member.name })}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-70">
        <ReasonedItem icon={<ShieldCheck />} why={shut(mayUpdate)} onSelect={onChangeRole}>
          {t('actions.changeRole')}
        </ReasonedItem>
        <ReasonedItem icon={<CircleQuestionMark />} why={null} onSelect={onExplain}>
          {explain('action')}
        </ReasonedItem>
        <ReasonedItem icon={<Copy />} why={null} onSelect={() => void copy()}>
          {t('actions.copyEmail')}
        </ReasonedItem>
        <DropdownMenuSeparator />
        {member.id === me.memberId ? (
          <ReasonedItem icon={<LogOut />} why={null} danger onSelect={onLeave}>
            {t('actions.leave')}
          </ReasonedItem>
        ) : (
          <ReasonedItem icon={<UserMinus />} why={shut(mayRemove)} danger onSelect={onRemove}>
            {t('actions.remove')}
          </ReasonedItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
