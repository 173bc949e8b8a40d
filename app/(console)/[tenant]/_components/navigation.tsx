'use client';
import {
  BadgePercent,
  Bell,
  Cloud,
  FlaskConical,
  Gauge,
  KeyRound,
  LayoutDashboard,
  Megaphone,
  ScrollText,
  Settings,
  ShieldCheck,
  Users,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { NavEntry, NavGroup } from '#components/frame/nav.ts';

/** The tenant's part of the sidebar, the palette and the go-to keys. */
export function useNavigation(home: string, openAlerts: number): NavGroup[] {
  const t = useTranslations('nav');
  const names = useTranslations('nav.entries');
  const words = useTranslations('nav.palette.pageWords');
  const entry = (
    name: Parameters<typeof names>[0] & Parameters<typeof words>[0],
    path: string,
    rest: Pick<NavEntry, 'icon' | 'permission' | 'module' | 'goKey' | 'count' | 'exact'>,
  ): NavEntry => ({
    id: path.slice(1) || 'overview',
    label: names(name),
    href: `${home}${path}`,
    keywords: [words(name)],
    ...rest,
  });
  return [
    {
      id: 'govern',
      label: t('groups.govern'),
      entries: [
        entry('overview', '', {
          icon: <LayoutDashboard />,
          goKey: 'o',
          exact: true,
          permission: 'tenant:read',
        }),
        entry('clouds', '/clouds', { icon: <Cloud />, goKey: 'c', permission: 'cloud-account:read' }),
        entry('subAccounts', '/sub-accounts', {
          icon: <Gauge />,
          goKey: 's',
          permission: 'sub-account:read',
        }),
        entry('spending', '/spending', { icon: <BadgePercent />, goKey: 'p', permission: 'spending:read' }),
        entry('sandbox', '/sandbox', {
          icon: <FlaskConical />,
          goKey: 'b',
          permission: 'sandbox:control',
          module: 'sandbox',
        }),
      ],
    },
    {
      id: 'people',
      label: t('groups.people'),
      entries: [
        entry('members', '/members', { icon: <Users />, goKey: 'm', permission: 'member:read' }),
        entry('roles', '/roles', { icon: <ShieldCheck />, goKey: 'r', permission: 'member:read' }),
        entry('keys', '/keys', { icon: <KeyRound />, goKey: 'k', permission: 'key:read' }),
      ],
    },
    {
      id: 'more',
      label: t('groups.more'),
      entries: [
        entry('alerts', '/alerts', {
          icon: <Bell />,
          goKey: 'a',
          count: openAlerts,
          permission: 'alert:read',
        }),
        entry('channels', '/channels', { icon: <Megaphone />, goKey: 'n', permission: 'channel:read' }),
        entry('settings', '/settings', { icon: <Settings />, goKey: ',', permission: 'setting:read' }),
        entry('audit', '/audit', { icon: <ScrollText />, goKey: 'l', permission: 'audit:read' }),
      ],
    },
  ];
}
