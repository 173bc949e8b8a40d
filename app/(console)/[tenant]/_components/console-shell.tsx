'use client';
import { useQuery } from '@tanstack/react-query';
import {
  BadgePercent,
  Bell,
  Cloud,
  Gauge,
  KeyRound,
  LayoutDashboard,
  Megaphone,
  ScrollText,
  Settings,
  ShieldCheck,
  Users,
} from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { setLocale } from '#app/actions.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { ZoneProvider } from '#components/clock.tsx';
import { ConsoleFrame } from '#components/frame/console-frame.tsx';
import type { NavGroup } from '#components/frame/nav.ts';
import type { TenantLink } from '#components/frame/types.ts';
import { TenantProvider, type TenantView } from './tenant-context.tsx';

type ConsoleShellProps = {
  tenant: TenantView;
  tenants: TenantLink[];
  user: { name: string; email: string };
  isOperator: boolean;
  permissions: string[];
  openAlerts: number;
  defaultCollapsed: boolean;
  children: ReactNode;
};

/** The frame with this tenant's navigation; the alert badge keeps itself up to date. */
export function ConsoleShell({
  tenant,
  tenants,
  isOperator,
  openAlerts,
  children,
  ...rest
}: ConsoleShellProps) {
  const trpc = useTRPC();
  const home = `/${tenant.slug}`;
  const counts = useQuery({ ...trpc.alerts.counts.queryOptions(), refetchInterval: 15_000 });
  const count = counts.data ? counts.data.warning + counts.data.critical : openAlerts;
  const links = { profile: `${home}/profile`, ...(isOperator && { operator: '/operator' }) };
  return (
    <TenantProvider tenant={tenant}>
      <ZoneProvider timeZone={tenant.timeZone}>
        <ConsoleFrame
          {...rest}
          nav={useNavigation(home, count)}
          modules={[]}
          tenants={{ current: { id: tenant.id, name: tenant.name, href: home }, all: tenants }}
          alerts={{ count, href: `${home}/alerts` }}
          links={links}
          setLocale={setLocale}
          signOut={() => void signOut({ callbackUrl: '/sign-in' })}
        >
          {children}
        </ConsoleFrame>
      </ZoneProvider>
    </TenantProvider>
  );
}

function useNavigation(home: string, openAlerts: number): NavGroup[] {
  const t = useTranslations('nav');
  const label = (id: Parameters<typeof t>[0] & `entries.${string}`) => t(id);
  return [
    {
      id: 'govern',
      label: t('groups.govern'),
      entries: [
        {
          id: 'overview',
          label: label('entries.overview'),
          href: home,
          icon: <LayoutDashboard />,
          goKey: 'o',
          exact: true,
          permission: 'tenant:read',
        },
        {
          id: 'clouds',
          label: label('entries.clouds'),
          href: `${home}/clouds`,
          icon: <Cloud />,
          goKey: 'c',
          permission: 'cloud-account:read',
        },
        {
          id: 'sub-accounts',
          label: label('entries.subAccounts'),
          href: `${home}/sub-accounts`,
          icon: <Gauge />,
          goKey: 's',
          permission: 'sub-account:read',
        },
        {
          id: 'spending',
          label: label('entries.spending'),
          href: `${home}/spending`,
          icon: <BadgePercent />,
          goKey: 'p',
          permission: 'spending:read',
        },
      ],
    },
    {
      id: 'people',
      label: t('groups.people'),
      entries: [
        {
          id: 'members',
          label: label('entries.members'),
          href: `${home}/members`,
          icon: <Users />,
          goKey: 'm',
          permission: 'member:read',
        },
        {
          id: 'roles',
          label: label('entries.roles'),
          href: `${home}/roles`,
          icon: <ShieldCheck />,
          permission: 'member:read',
        },
        {
          id: 'keys',
          label: label('entries.keys'),
          href: `${home}/keys`,
          icon: <KeyRound />,
          goKey: 'k',
          permission: 'key:read',
        },
      ],
    },
    {
      id: 'more',
      label: t('groups.more'),
      entries: [
        {
          id: 'alerts',
          label: label('entries.alerts'),
          href: `${home}/alerts`,
          icon: <Bell />,
          goKey: 'a',
          count: openAlerts,
          permission: 'alert:read',
        },
        {
          id: 'channels',
          label: label('entries.channels'),
          href: `${home}/channels`,
          icon: <Megaphone />,
          permission: 'channel:read',
        },
        {
          id: 'settings',
          label: label('entries.settings'),
          href: `${home}/settings`,
          icon: <Settings />,
          goKey: ',',
          permission: 'setting:read',
        },
        {
          id: 'audit',
          label: label('entries.audit'),
          href: `${home}/audit`,
          icon: <ScrollText />,
          permission: 'audit:read',
        },
      ],
    },
  ];
}
