'use client';
import { PanelLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { NavEntry, NavGroup } from './nav.ts';

type SidebarProps = {
  head: ReactNode;
  groups: readonly NavGroup[];
  activeId: string | undefined;
  collapsed: boolean;
  /** Undefined in the drawer, which closes instead. */
  onCollapse?: () => void;
  onNavigate?: () => void;
  /** Below the entries, in the drawer. */
  foot?: ReactNode;
};

export function Sidebar(props: SidebarProps) {
  const { head, groups, activeId, collapsed, onCollapse, onNavigate, foot } = props;
  const t = useTranslations('nav');
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-13 shrink-0 items-center border-line border-b px-2">{head}</div>
      <nav aria-label={t('main')} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden px-2 py-3">
        {groups.map((group) => (
          <div key={group.id} className="mb-4 last:mb-0">
            {group.label ? (
              <p className={cn('mb-1 px-2 font-medium text-faint text-xs', collapsed && 'sr-only')}>
                {group.label}
              </p>
            ) : null}
            <ul className="space-y-px">
              {group.entries.map((entry) => (
                <li key={entry.id}>
                  <SidebarLink
                    entry={entry}
                    active={entry.id === activeId}
                    collapsed={collapsed}
                    onNavigate={onNavigate}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      {foot ? <div className="flex border-line border-t p-2 sm:hidden">{foot}</div> : null}
      {onCollapse ? (
        <div className="border-line border-t p-2">
          <Button
            variant="ghost"
            size="icon"
            aria-label={collapsed ? t('expand') : t('collapse')}
            aria-expanded={!collapsed}
            onClick={onCollapse}
            className={cn(collapsed && 'w-full')}
          >
            <PanelLeft aria-hidden />
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type SidebarLinkProps = {
  entry: NavEntry;
  active: boolean;
  collapsed: boolean;
  onNavigate: (() => void) | undefined;
};

function SidebarLink({ entry, active, collapsed, onNavigate }: SidebarLinkProps) {
  const link = (
    <Link
      href={entry.href}
      aria-current={active ? 'page' : undefined}
      onClick={() => onNavigate?.()}
      className={cn(
        'relative flex h-8 items-center gap-2.5 rounded-md px-2 text-sm transition-colors [&_svg]:size-4 [&_svg]:shrink-0',
        active
          ? 'bg-pressed font-medium text-ink [&_svg]:text-accent-ink'
          : 'text-soft hover:bg-hover hover:text-ink',
        collapsed && 'justify-center px-0',
      )}
    >
      {entry.icon}
      <span className={cn('min-w-0 flex-1 truncate', collapsed && 'sr-only')}>{entry.label}</span>
      {entry.count ? (
        collapsed ? (
          <span aria-hidden className="absolute top-1 right-2 size-1.5 rounded-full bg-danger-fill" />
        ) : (
          <Badge tone="danger">{entry.count}</Badge>
        )
      ) : null}
    </Link>
  );
  return collapsed ? (
    <Tooltip content={entry.label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
