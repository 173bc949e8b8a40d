'use client';
import { AtSign, Building2, Cog, HeartPulse, Settings, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { setLocale } from '#app/actions.ts';
import { signOut } from '#app/session-client.ts';
import { ZoneProvider } from '#components/clock.tsx';
import { LocalTableMemory } from '#components/data-table/local-table-memory.tsx';
import { ConsoleFrame } from '#components/frame/console-frame.tsx';
import type { NavGroup } from '#components/frame/nav.ts';
import { useViewerZone } from './use-viewer-zone.ts';

type OperatorShellProps = {
  user: { name: string; email: string };
  permissions: string[];
  /** Where the operator's own tenant is; undefined without one. */
  consoleHref: string | undefined;
  defaultCollapsed: boolean;
  /** The zone that the browser last said it is in. */
  knownZone: string;
  children: ReactNode;
};

/** The operator's own frame: another accent, and no tenant anywhere in it. */
export function OperatorShell({ consoleHref, knownZone, children, ...rest }: OperatorShellProps) {
  const timeZone = useViewerZone(knownZone);
  return (
    <ConsoleFrame
      {...rest}
      area="operator"
      nav={useNavigation()}
      modules={[]}
      links={consoleHref ? { console: consoleHref } : {}}
      setLocale={setLocale}
      signOut={() => void signOut('/sign-in')}
    >
      <ZoneProvider timeZone={timeZone} besideUtc>
        <LocalTableMemory area="operator">{children}</LocalTableMemory>
      </ZoneProvider>
    </ConsoleFrame>
  );
}

function useNavigation(): NavGroup[] {
  const t = useTranslations('nav');
  const own = useTranslations('operator');
  const domains = useTranslations('sso.operator');
  return [
    {
      id: 'platform',
      label: t('groups.platform'),
      entries: [
        {
          id: 'health',
          label: t('entries.health'),
          href: '/operator',
          icon: <HeartPulse />,
          goKey: 'h',
          exact: true,
          permission: 'platform:read',
        },
        {
          id: 'jobs',
          label: t('entries.jobs'),
          href: '/operator/jobs',
          icon: <Cog />,
          goKey: 'j',
          permission: 'platform:read',
        },
        {
          id: 'tenants',
          label: t('entries.tenants'),
          href: '/operator/tenants',
          icon: <Building2 />,
          goKey: 't',
          permission: 'platform:read',
        },
        {
          id: 'users',
          label: own('users.title'),
          href: '/operator/users',
          icon: <Users />,
          goKey: 'u',
          permission: 'platform:read',
        },
        {
          id: 'domains',
          label: domains('title'),
          href: '/operator/domains',
          icon: <AtSign />,
          goKey: 'd',
          permission: 'platform:read',
        },
        {
          id: 'settings',
          label: t('entries.settings'),
          href: '/operator/settings',
          icon: <Settings />,
          goKey: ',',
          permission: 'platform:settings',
        },
      ],
    },
  ];
}
