'use client';
import { Ban, Ellipsis, RotateCcw, ScanEye, ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { Person } from './user-table.ts';

type UserMenuProps = {
  person: Person;
  own: boolean;
  onDetails: () => void;
  onChange: () => void;
  onTakeFactor: () => void;
};

/** What can be done with a person, behind three dots; nobody shuts themselves out. */
export function UserMenu({ person, own, onDetails, onChange, onTakeFactor }: UserMenuProps) {
  const t = useTranslations('operator.users');
  const table = useTranslations('table');
  const peek = useTranslations('common.actions')('view');
  const allowed = useCan('platform:users');
  const disabled = person.disabledAt !== null;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={table('rowActions', { name: person.name })}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-70">
        <DropdownMenuItem onSelect={onDetails}>
          <ScanEye aria-hidden />
          {peek}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        {person.secondFactor ? (
          <DropdownMenuItem disabled={!allowed} onSelect={onTakeFactor}>
            <ShieldOff aria-hidden />
            {t('factor.action')}
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem danger={!disabled} disabled={!allowed || own} onSelect={onChange}>
          {disabled ? <RotateCcw aria-hidden /> : <Ban aria-hidden />}
          <span>
            {t(disabled ? 'enable.action' : 'disable.action')}
            {own ? <span className="block text-pretty text-xs">{t('self')}</span> : null}
          </span>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
