'use client';
import { ArrowLeftRight, Keyboard, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Avatar } from '#components/ui/avatar.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { FrameProps } from './types.ts';

type UserMenuProps = Pick<FrameProps, 'user' | 'links' | 'signOut'> & { onShortcuts: () => void };

export function UserMenu({ user, links, signOut, onShortcuts }: UserMenuProps) {
  const t = useTranslations('nav');
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger className="ml-1 shrink-0 rounded-full">
        <span className="sr-only">{t('userMenu')}</span>
        <Avatar name={user.name} size="lg" />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-56">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium text-sm">{user.name}</p>
          <p className="truncate text-faint text-xs">{user.email}</p>
        </div>
        <DropdownMenuSeparator />
        {links?.profile ? (
          <DropdownMenuItem asChild>
            <Link href={links.profile}>
              <UserRound aria-hidden />
              {t('profile')}
            </Link>
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem onSelect={onShortcuts}>
          <Keyboard aria-hidden />
          {t('shortcuts.title')}
        </DropdownMenuItem>
        {links?.operator ? <AreaLink href={links.operator} label={t('toOperator')} /> : null}
        {links?.console ? <AreaLink href={links.console} label={t('toConsole')} /> : null}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function AreaLink({ href, label }: { href: string; label: string }) {
  return (
    <DropdownMenuItem asChild>
      <Link href={href}>
        <ArrowLeftRight aria-hidden />
        {label}
      </Link>
    </DropdownMenuItem>
  );
}
