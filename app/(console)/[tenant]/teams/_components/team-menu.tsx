'use client';
import { ArrowRightLeft, Ellipsis, FolderTree, Gauge, Pencil, Plus, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { ReasonedItem } from '#app/(console)/[tenant]/members/_components/reasoned-item.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { TeamOut } from '#server/teams/schema.ts';
import type { TeamDialog } from './team-dialogs.tsx';

type TeamMenuProps = {
  team: TeamOut;
  onDialog: (dialog: TeamDialog) => void;
  /** In a tree only the row with the focus is a stop of the Tab key. */
  tabIndex?: number;
  /** On the team's own page: as a button of its own, without the way there. */
  own?: boolean;
};

/** What can be done with a team, behind three dots; what a right forbids stays visible and says why. */
export function TeamMenu({ team, onDialog, tabIndex, own }: TeamMenuProps) {
  const t = useTranslations('teams.actions');
  const label = useTranslations('table')('rowActions', { name: team.name });
  const notAllowed = useTranslations('common')('notAllowed');
  const { slug } = useTenant();
  const why = useCan('team:update') ? null : notAllowed;
  const listed = useCan('sub-account:read');
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button
          variant={own ? 'secondary' : 'ghost'}
          size={own ? 'icon' : 'icon-sm'}
          aria-label={label}
          tabIndex={tabIndex}
        >
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-70">
        {own ? null : (
          <DropdownMenuItem asChild>
            <Link href={`/${slug}/teams/${team.id}`}>
              <FolderTree aria-hidden />
              {t('open')}
            </Link>
          </DropdownMenuItem>
        )}
        {listed ? (
          <DropdownMenuItem asChild>
            <Link href={`/${slug}/sub-accounts?team=${team.id}`}>
              <Gauge aria-hidden />
              {t('subAccounts')}
            </Link>
          </DropdownMenuItem>
        ) : null}
        {own && !listed ? null : <DropdownMenuSeparator />}
        <ReasonedItem icon={<Plus />} why={why} onSelect={() => onDialog({ kind: 'create', team })}>
          {t('below')}
        </ReasonedItem>
        <ReasonedItem icon={<Pencil />} why={why} onSelect={() => onDialog({ kind: 'rename', team })}>
          {t('rename')}
        </ReasonedItem>
        <ReasonedItem icon={<ArrowRightLeft />} why={why} onSelect={() => onDialog({ kind: 'move', team })}>
          {t('move')}
        </ReasonedItem>
        <DropdownMenuSeparator />
        <ReasonedItem icon={<Trash2 />} why={why} danger onSelect={() => onDialog({ kind: 'delete', team })}>
          {t('delete')}
        </ReasonedItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
