'use client';
import {
  BadgePercent,
  Bell,
  CircleUserRound,
  Cloud,
  FlaskConical,
  FolderTree,
  Gauge,
  HandCoins,
  KeyRound,
  LayoutDashboard,
  Megaphone,
  Plug,
  ScrollText,
  Settings,
  ShieldCheck,
  Users,
  Webhook,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCan } from '#components/can.tsx';
import type { NavEntry, NavGroup } from '#components/frame/nav.ts';

/** The tenant's part of the sidebar, the palette and the go-to keys. */
export function useNavigation(
  home: string,
  { openAlerts, pendingRequests }: { openAlerts: number; pendingRequests: number },
): NavGroup[] {
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
  const me = entry('me', '/me', { icon: <CircleUserRound />, goKey: 'y', permission: 'tenant:read' });
  // Who runs nothing here comes for what is their own.
  const runsQuotas = useCan('quota:allocate');
  return [
    {
      id: 'govern',
      label: t('groups.govern'),
      entries: [
        ...(runsQuotas ? [] : [me]),
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
        entry('quotaRequests', '/requests', {
          icon: <HandCoins />,
          goKey: 'q',
          count: pendingRequests,
          permission: 'quota:read',
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
        entry('teams', '/teams', { icon: <FolderTree />, goKey: 't', module: 'teams' }),
        entry('roles', '/roles', { icon: <ShieldCheck />, goKey: 'r', permission: 'member:read' }),
        entry('keys', '/keys', { icon: <KeyRound />, goKey: 'k', permission: 'key:read' }),
        entry('connect', '/connect', { icon: <Plug />, goKey: 'i', permission: 'key:read' }),
        ...(runsQuotas ? [me] : []),
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
        entry('webhooks', '/webhooks', { icon: <Webhook />, goKey: 'w', permission: 'webhook:read' }),
        entry('settings', '/settings', { icon: <Settings />, goKey: ',', permission: 'setting:read' }),
        entry('audit', '/audit', { icon: <ScrollText />, goKey: 'l', permission: 'audit:read' }),
      ],
    },
  ];
}
