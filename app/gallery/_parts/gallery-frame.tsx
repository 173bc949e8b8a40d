import {
  Bell,
  Cloud,
  FileClock,
  Gauge,
  GitCompareArrows,
  KeyRound,
  LayoutDashboard,
  Server,
  Settings,
  SquareUser,
  Users,
  Wallet,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PermissionsProvider } from '#components/can.tsx';
import { ZoneProvider } from '#components/clock.tsx';
import { ConsoleFrame } from '#components/frame/console-frame.tsx';
import type { NavGroup } from '#components/frame/nav.ts';
import { doNothing, setGalleryLocale } from './actions.ts';

const tenants = ['Acme Rendering', '云图科技', 'Northwind Labs'].map((name, index) => ({
  id: `t${index}`,
  name,
  href: '/gallery',
}));

/** The console frame around the gallery, filled with made-up navigation. */
export function GalleryFrame({
  area,
  impersonated,
  children,
}: {
  area: 'tenant' | 'operator';
  impersonated?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations('nav');
  const tenantNav: NavGroup[] = [
    {
      id: 'govern',
      label: t('groups.govern'),
      entries: [
        {
          id: 'overview',
          label: t('entries.overview'),
          href: '/gallery',
          exact: true,
          icon: <LayoutDashboard />,
          goKey: 'o',
        },
        {
          id: 'subAccounts',
          label: t('entries.subAccounts'),
          href: '/gallery/table',
          icon: <SquareUser />,
          goKey: 's',
        },
        {
          id: 'spending',
          label: t('entries.spending'),
          href: '/gallery/charts',
          icon: <Gauge />,
          goKey: 'p',
        },
        { id: 'clouds', label: t('entries.clouds'), href: '/gallery/clouds', icon: <Cloud />, goKey: 'c' },
        {
          id: 'drift',
          label: t('entries.drift'),
          href: '/gallery/drift',
          icon: <GitCompareArrows />,
          count: 2,
        },
      ],
    },
    {
      id: 'gateway',
      label: t('groups.gateway'),
      entries: [
        {
          id: 'gatewayKeys',
          label: t('entries.gatewayKeys'),
          href: '/gallery/keys',
          icon: <KeyRound />,
          module: 'gateway',
        },
        {
          id: 'nodes',
          label: t('entries.nodes'),
          href: '/gallery/nodes',
          icon: <Server />,
          module: 'gateway',
        },
      ],
    },
    {
      id: 'people',
      label: t('groups.people'),
      entries: [
        {
          id: 'members',
          label: t('entries.members'),
          href: '/gallery/members',
          icon: <Users />,
          permission: 'member:read',
          goKey: 'm',
        },
      ],
    },
    {
      id: 'more',
      label: null,
      entries: [
        { id: 'alerts', label: t('entries.alerts'), href: '/gallery/alerts', icon: <Bell />, goKey: 'a' },
        {
          id: 'audit',
          label: t('entries.audit'),
          href: '/gallery/audit',
          icon: <FileClock />,
          permission: 'audit:read',
        },
        { id: 'settings', label: t('entries.settings'), href: '/gallery/settings', icon: <Settings /> },
      ],
    },
  ];
  const operatorNav: NavGroup[] = [
    {
      id: 'platform',
      label: t('groups.platform'),
      entries: [
        {
          id: 'tenants',
          label: t('entries.tenants'),
          href: '/gallery/operator',
          exact: true,
          icon: <Users />,
          goKey: 't',
        },
        { id: 'plans', label: t('entries.plans'), href: '/gallery/operator/plans', icon: <Wallet /> },
        { id: 'health', label: t('entries.health'), href: '/gallery/operator/health', icon: <Server /> },
      ],
    },
  ];
  const [current] = tenants;
  return (
    <PermissionsProvider permissions={['member:read']}>
      <ZoneProvider timeZone="Asia/Shanghai">
        <ConsoleFrame
          area={area}
          nav={area === 'tenant' ? tenantNav : operatorNav}
          permissions={['member:read']}
          modules={['gateway']}
          {...(area === 'tenant' && current
            ? { tenants: { current, all: tenants, newHref: '/gallery' } }
            : {})}
          user={{ name: 'Ada Lovelace', email: 'ada@acme.example' }}
          alerts={{ count: 3, href: '/gallery/alerts' }}
          links={{
            profile: '/gallery',
            ...(area === 'tenant' ? { operator: '/gallery/operator' } : { console: '/gallery' }),
          }}
          setLocale={setGalleryLocale}
          signOut={doNothing}
          {...(impersonated
            ? { impersonation: { name: 'Grace Hopper', tenant: 'Acme Rendering', end: doNothing } }
            : {})}
        >
          {children}
        </ConsoleFrame>
      </ZoneProvider>
    </PermissionsProvider>
  );
}
